import type { FlowDocument } from "@mortise/metadata";
import { LocaleProvider } from "@mortise/ui";
import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { aFlow, leadCatalog } from "../../fixtures/lead-app.ts";
import { AgainSetting } from "./again-setting.tsx";

function Page({ seen }: { readonly seen: (flow: FlowDocument) => void }) {
  const [flow, setFlow] = useState(aFlow([], { again: "parallel" }));
  return (
    <LocaleProvider locale="zh">
      <AgainSetting
        flow={flow}
        catalog={leadCatalog}
        onChange={(next) => {
          seen(next);
          setFlow(next);
        }}
      />
    </LocaleProvider>
  );
}

async function choose(label: string, option: string): Promise<void> {
  fireEvent.mouseDown(screen.getByLabelText(label));
  const shown = await screen.findAllByTitle(option);
  fireEvent.click(shown.at(-1) as HTMLElement); // found above
}

test("runs may wait for each other: for one record, by a field, or all; other ways forget by what", async () => {
  let latest: FlowDocument | undefined;
  render(<Page seen={(flow) => (latest = flow)} />);
  expect(screen.queryByLabelText("哪些要排队")).toBeNull();
  await choose("再次触发时", "排队，一个一个来");
  expect(latest).toMatchObject({ again: "queue" });
  expect(latest).not.toHaveProperty("queueBy");
  expect(screen.getByText("后触发的等前面的结束再开始；字段为空的不用等。")).toBeTruthy();
  await choose("哪些要排队", "“来源”相同的");
  expect(latest).toMatchObject({ again: "queue", queueBy: "source" });
  await choose("再次触发时", "各走各的");
  expect(latest).toMatchObject({ again: "parallel" });
  expect(latest).not.toHaveProperty("queueBy");
});
