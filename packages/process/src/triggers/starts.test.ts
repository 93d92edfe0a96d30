import type { FlowDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../fixtures/lead-app.ts";
import { matchesTrigger } from "../model/match-trigger.ts";
import { CompiledFlow } from "../model/compiled-flow.ts";
import { summaryContext, triggerSummary, validateFlow } from "../model/validate-flow.ts";

function startedBy(trigger: FlowDocument["trigger"]): FlowDocument {
  return { ...aFlow([aNode("end", "end", {}, {})]), trigger };
}
/** Settings complained about. */
function complaints(trigger: FlowDocument["trigger"]): readonly string[] {
  return validateFlow(startedBy(trigger), leadCatalog).map(({ path }) =>
    path.replace("trigger.settings.", ""),
  );
}
function said(trigger: FlowDocument["trigger"]): string {
  const flow = startedBy(trigger);
  return triggerSummary(flow, summaryContext(flow, leadCatalog)).zh;
}

test("what a schedule lacks is named where it is set", () => {
  const schedule = (settings: FlowDocument["trigger"]["settings"]) =>
    complaints({ type: "schedule", settings });
  expect(schedule({ every: "day", times: ["09:00"] })).toEqual([]);
  expect(schedule({ every: "day", times: [] })).toEqual(["times", "preview"]);
  expect(schedule({ every: "week", times: ["09:00"] })).toEqual(["weekdays", "preview"]);
  expect(schedule({ every: "year", times: ["09:00"], months: ["2"], days: ["30"] })).toEqual(["preview"]);
  expect(schedule({ every: "minutes", step: 1 })).toEqual(["step"]);
  const old = { "==": [{ var: "$old.source" }, "other"] };
  expect(schedule({ every: "day", times: ["09:00"], when: old })).toEqual(["when"]);
});

test("a schedule is said in words", () => {
  const settings = { every: "week", weekdays: ["1", "3"], times: ["09:00", "15:30"], daysOff: "skip" };
  expect(said({ type: "schedule", settings })).toContain("每周一、周三 09:00、15:30（遇休息日跳过）");
  expect(
    said({ type: "schedule", settings: { every: "month", days: ["1", "last"], times: ["08:00"] } }),
  ).toContain("每月 1 日、最后一天 08:00");
});

test("a state that lasts needs a condition and a time", () => {
  expect(complaints({ type: "state-lasts", settings: {} })).toEqual(["when", "for"]);
});

test("a date needs a date field, and cannot be counted back in working hours", () => {
  expect(complaints({ type: "date-reached", settings: { field: "source" } })).toEqual(["field"]);
  expect(complaints({ type: "date-reached", settings: { field: "created_at", side: "before" } })).toEqual([
    "by",
  ]);
  expect(
    complaints({ type: "date-reached", settings: { field: "created_at", side: "before", by: "3wh" } }),
  ).toEqual(["by"]);
});

test("a submitted form starts flows that name it or none", () => {
  const moment = {
    now: new Date("2026-11-30T00:00:00Z"),
    timeZone: "Asia/Shanghai",
    calendar: { holidays: [], workdays: [] },
    user: null,
  };
  const starts = (settings: FlowDocument["trigger"]["settings"], form?: string): boolean => {
    const flow = new CompiledFlow(startedBy({ type: "form-submitted", settings }), leadCatalog);
    const event = {
      type: "created",
      after: {},
      changed: [],
      ...(form === undefined ? {} : { form }),
    } as const;
    return matchesTrigger(flow, event, moment);
  };
  expect([
    starts({}, "web"),
    starts({}),
    starts({ form: "web" }, "web"),
    starts({ form: "web" }, "expo"),
  ]).toEqual([true, false, true, false]);
  expect(complaints({ type: "form-submitted", settings: { form: "nowhere" } })).toEqual(["form"]);
});
