import type { Value } from "@mortise/expression";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FieldChoice, FieldServices } from "./field-services.ts";
import { FieldServicesProvider } from "./field-services-provider.tsx";
import { RecordPicker } from "./record-picker.tsx";

const CUSTOMER = {
  kind: "entity" as const,
  id: "customer",
  version: 1 as const,
  name: { zh: "客户", en: "Customer" },
  icon: "box",
  color: "blue",
  titleField: "name",
  owned: true,
  fields: [],
};
const FOUND: readonly FieldChoice[] = [
  { id: "b", label: "海信", recent: true },
  { id: "a", label: "海尔", hint: "青岛" },
];
const seen = vi.fn<(value: Value) => void>();
const noted = vi.fn<(entity: string, id: string) => void>();
let made: string[] = [];

function services(mayCreate: boolean): FieldServices {
  return {
    locale: "zh",
    timeZone: "Asia/Shanghai",
    label: () => undefined,
    searchUsers: () => Promise.resolve([]),
    searchTeams: () => Promise.resolve([]),
    searchRecords: (_entity, typed) => Promise.resolve(FOUND.filter(({ label }) => label.includes(typed))),
    upload: () => Promise.reject(new TypeError("no network")),
    entity: () => CUSTOMER,
    mayCreate: () => mayCreate,
    createRecord: (_entity, typed) => {
      made.push(typed);
      return Promise.resolve({ id: "new", label: typed });
    },
    noteChosen: noted,
  };
}

function Harness({ multiple, mayCreate = true }: { multiple: boolean; mayCreate?: boolean }) {
  const [value, setValue] = useState<Value>(null);
  return (
    <FieldServicesProvider services={services(mayCreate)}>
      <RecordPicker
        entity="customer"
        multiple={multiple}
        value={value}
        onChange={(next) => {
          seen(next);
          setValue(next);
        }}
      />
    </FieldServicesProvider>
  );
}

/** jsdom has no media queries: by this one the window is as narrow as a phone. */
function onAPhone(): void {
  vi.stubGlobal("matchMedia", () => ({
    matches: true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }));
}

beforeEach(() => {
  seen.mockClear();
  noted.mockClear();
  made = [];
});
afterEach(() => vi.unstubAllGlobals());

test("those chosen lately stand above the others, and what is chosen is noted", async () => {
  render(<Harness multiple={false} />);
  fireEvent.mouseDown(screen.getByRole("combobox"));
  await screen.findByText("最近选过");
  fireEvent.click(screen.getByTitle("海尔"));
  expect(seen).toHaveBeenLastCalledWith("a");
  expect(noted).toHaveBeenLastCalledWith("customer", "a");
});

test("what is typed and not there becomes a new record, for those who may make one", async () => {
  const { unmount } = render(<Harness multiple />);
  const field = screen.getByRole("combobox");
  fireEvent.mouseDown(field);
  fireEvent.change(field, { target: { value: "格力" } });
  fireEvent.click(await screen.findByText("+ 新建“格力”"));
  await waitFor(() => expect(seen).toHaveBeenLastCalledWith(["new"]));
  expect(made).toEqual(["格力"]);
  unmount();
  render(<Harness multiple mayCreate={false} />);
  fireEvent.mouseDown(screen.getByRole("combobox"));
  await screen.findByText("海尔");
  expect(screen.queryByText(/新建/)).toBeNull();
});

test("something new is offered only once what was typed has been looked for: before, it would stand where the found one will", async () => {
  render(<Harness multiple={false} />);
  const field = screen.getByRole("combobox");
  fireEvent.mouseDown(field);
  await screen.findByTitle("海尔");
  fireEvent.change(field, { target: { value: "海尔" } });
  expect(screen.queryByText("+ 新建“海尔”")).toBeNull();
  await screen.findByText("+ 新建“海尔”");
});

test("on a phone the choices fill the screen; several are chosen before it closes, and taken away again", async () => {
  onAPhone();
  render(<Harness multiple />);
  fireEvent.click(screen.getByRole("button", { name: /请选择/ }));
  fireEvent.click(await screen.findByRole("button", { name: /海尔/ }));
  fireEvent.click(screen.getByRole("button", { name: /海信/ }));
  expect(seen).toHaveBeenLastCalledWith(["a", "b"]);
  const first = screen.getAllByRole("button", { name: /海尔/, pressed: true }).at(-1);
  if (first) fireEvent.click(first);
  expect(seen).toHaveBeenLastCalledWith(["b"]);
  screen.getByRole("button", { name: "完成（已选 1）" });
});
