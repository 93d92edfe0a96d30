import { sameText } from "@mortise/kit";
import type { EntityDocument, PrintDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { printedSheet } from "./print-parts.ts";
import { type AskedAbout, printedApprovals } from "./printed-approvals.ts";
import type { PrintWords } from "./printed-value.ts";

const entity: EntityDocument = {
  kind: "entity",
  id: "quote",
  version: 1,
  name: sameText("quote"),
  icon: "quote",
  color: "teal",
  titleField: "no",
  owned: true,
  fields: [],
};
const signature = { id: "f1", name: "signature.png", size: 1, type: "image/png" };

function asked(id: string, more: Partial<AskedAbout>): AskedAbout {
  return {
    id,
    app: "crm",
    kind: "approval",
    title: { zh: "审核报价", en: "Check the quote" },
    entity: "quote",
    record: "q1",
    recordTitle: "Q1",
    flow: "check",
    run: "r1",
    createdAt: "2026-11-30T01:00:00.000Z",
    decidedAt: "2026-11-30T02:00:00.000Z",
    dueAt: null,
    status: "done",
    origin: null,
    madeFrom: null,
    decision: "approved",
    comment: null,
    files: [],
    signature: null,
    assignee: "u1",
    assigneeName: "赵经理",
    onBehalfOfName: null,
    question: null,
    words: [],
    hasForm: false,
    isResubmission: false,
    wantsComment: false,
    wantsSignature: false,
    mayBatch: false,
    isPicking: false,
    returns: [],
    mayRecall: false,
    locks: false,
    mayDecide: false,
    mayReassign: false,
    mayIntervene: false,
    mayTakeBack: false,
    ...more,
  };
}

function wordsWith(approvals: readonly AskedAbout[], locale: "zh" | "en" = "zh"): PrintWords {
  const context = { locale, timeZone: "Asia/Shanghai", label: () => undefined, find: () => undefined };
  return { entity, values: {}, context, approvals };
}

function printed(approvals: readonly AskedAbout[], locale: "zh" | "en" = "zh") {
  return printedApprovals(approvals, wordsWith(approvals, locale).context);
}

test("decisions stand in the order in which they were made, in the language of the paper; what waits is left out", () => {
  const approvals = [
    asked("b", {
      decidedAt: "2026-11-30T03:00:21.030Z",
      decision: "rejected",
      comment: "价格偏低",
      assigneeName: "孙总监",
      onBehalfOfName: "赵经理",
      files: [{ ...signature, name: "成本.xlsx" }],
    }),
    asked("a", {}),
    asked("c", { decidedAt: null, decision: null, status: "open" }),
    asked("d", { kind: "task", decision: "done" }),
  ];
  expect(printed(approvals).map(({ cells }) => cells)).toEqual([
    ["审核报价", "赵经理", "同意", "", "2026-11-30 10:00"],
    ["审核报价", "孙总监（代赵经理）", "拒绝", "价格偏低\n附件：成本.xlsx", "2026-11-30 11:00"],
  ]);
  expect(printed(approvals, "en").at(-1)?.cells.slice(1, 4)).toEqual([
    "孙总监 (for 赵经理)",
    "Rejected",
    "价格偏低\nAttached: 成本.xlsx",
  ]);
});

test("the trail is a table, and signatures stand below it with who signed", () => {
  const template: PrintDocument = {
    kind: "print",
    id: "p",
    version: 1,
    name: sameText("p"),
    entity: "quote",
    paper: "A4",
    margin: 10,
    blocks: [{ id: "trail", type: "approvals", text: { zh: "审批记录", en: "Approvals" } }],
  };
  const around = { entityOf: () => undefined, address: "" };
  const { parts } = printedSheet(template, wordsWith([asked("a", { signature })]), around);
  expect(parts.map((part) => part.kind)).toEqual(["caption", "table", "text", "pictures"]);
  expect(parts.at(2)).toMatchObject({ text: "赵经理" });
  expect(parts.at(3)).toMatchObject({ files: [{ id: "f1" }] });
});
