import { fieldCatalog } from "@mortise/fields";
import { Catalog, type EntityDocument, type RecordRule } from "@mortise/metadata";
import { expect, test } from "vitest";
import { formsApp, generateForm } from "../../fixtures/random-forms.ts";
import { formLogic, type FormValues, stepForm } from "./form-logic.ts";
import { movedFields } from "./form-values.ts";

const moment = { now: new Date("2026-11-29T00:00:00Z"), timeZone: "UTC" };
const NONE: ReadonlySet<string> = new Set();

function logicOf(...rules: readonly RecordRule[]) {
  const entity: EntityDocument = { ...generateForm("form", () => 0), rules };
  return formLogic(entity, new Catalog(formsApp([entity]), fieldCatalog));
}

/** A record as it is opened, and each value typed into it one after the other. */
function typed(logic: ReturnType<typeof logicOf>, values: FormValues, ...changes: readonly FormValues[]) {
  const opened = stepForm(logic, { values, before: values, given: NONE }, moment);
  const stored = { values, state: opened.state };
  let made = opened;
  let moved = NONE;
  for (const change of changes) {
    const given = new Set(Object.keys(change));
    made = stepForm(
      logic,
      { values: { ...made.values, ...change }, before: made.values, given, stored },
      moment,
    );
    moved = movedFields({ set: logic.record.set, moved, made }, values);
  }
  return { ...made, moved };
}

test("a field that rules filled and emptied within one step counts as moved: saved without it, it would be filled again", () => {
  const logic = logicOf(
    {
      id: "fill",
      when: { "==": [{ var: "kind" }, "a"] },
      actions: [{ type: "set", field: "note", value: "set" }],
    },
    {
      id: "empty",
      when: { "==": [{ var: "note" }, "set"] },
      actions: [{ type: "set", field: "note", value: null }],
    },
  );
  const { values, moved } = typed(logic, { kind: "b", note: null }, { kind: "a" });
  expect(values["note"]).toBeNull();
  expect([...moved]).toEqual(["note"]);
});

test("what a rule put into a locked field goes when the rule holds no more", () => {
  const logic = logicOf(
    { id: "lock", when: { "==": [{ var: "kind" }, "a"] }, actions: [{ type: "lock", fields: ["note"] }] },
    {
      id: "fill",
      when: { "==": [{ var: "stage" }, "a"] },
      actions: [{ type: "set", field: "note", value: "set" }],
    },
  );
  const record = { kind: "a", stage: "b", note: "old" };
  expect(typed(logic, record, { stage: "a" }).values["note"]).toBe("set");
  expect(typed(logic, record, { stage: "a" }, { stage: "c" }).values["note"]).toBe("old");
  // Open, it keeps what it was given: that is sent.
  const open = typed(logic, { ...record, kind: "b" }, { stage: "a" }, { stage: "c" });
  expect([open.values["note"], ...open.moved]).toEqual(["set", "note"]);
});
