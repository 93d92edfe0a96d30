import { UiProvider } from "@mortise/ui";
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { DashboardCommand } from "../../model/dashboard-commands.ts";
import { LookSettings } from "./look-settings.tsx";

test("a palette is chosen for all pictures, and given up again", async () => {
  const run = vi.fn<(command: DashboardCommand) => void>();
  const show = (look: object) => (
    <UiProvider locale="zh">
      <LookSettings look={look} run={run} />
    </UiProvider>
  );
  const { rerender } = render(show({ theme: "dark" }));
  fireEvent.mouseDown(await screen.findByLabelText("配色"));
  fireEvent.click(await screen.findByText("色觉友好（鲜明）"));
  expect(run).toHaveBeenLastCalledWith({ type: "look", look: { theme: "dark", palette: "clear" } });
  rerender(show({ palette: "clear" }));
  fireEvent.mouseDown(screen.getByLabelText("配色"));
  fireEvent.click(await screen.findByText("自动（选项保留自己的颜色）"));
  expect(run).toHaveBeenLastCalledWith({ type: "look", look: null });
});
