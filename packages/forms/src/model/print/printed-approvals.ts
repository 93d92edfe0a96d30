import type { RouteOutput, workRoutes } from "@mortise/contract";
import { type FieldContext, fieldType } from "@mortise/fields";
import { fillText, type Locale, localize, sameText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";

/** What was asked about a record and what was said, as the API tells it. */
export type AskedAbout = RouteOutput<typeof workRoutes.recordWorkItems>["items"][number];

const text = {
  title: { zh: "审批事项", en: "Approval" },
  who: { zh: "审批人", en: "By" },
  decision: { zh: "结论", en: "Decision" },
  comment: { zh: "意见", en: "Comment" },
  at: { zh: "时间", en: "At" },
  approved: { zh: "同意", en: "Approved" },
  rejected: { zh: "拒绝", en: "Rejected" },
  returned: { zh: "退回", en: "Returned" },
  done: { zh: "已给出意见", en: "Gave their word" },
  inPlace: { zh: "{name}（代{of}）", en: "{name} (for {of})" },
  files: { zh: "附件：{names}", en: "Attached: {names}" },
} as const;

/** `2026-11-30 10:00` without the seconds. */
const TO_THE_MINUTE = 16;

const AT: FieldDefinition = { id: "at", type: "datetime", name: sameText("at") };

/** The names of the columns of a printed trail of approvals. */
export function approvalColumns(locale: Locale): readonly string[] {
  return [text.title, text.who, text.decision, text.comment, text.at].map((name) => localize(name, locale));
}

/** One decision on paper: its cells, and the picture of the signature it was made with. */
export interface PrintedApproval {
  readonly id: string;
  readonly cells: readonly string[];
  /** Who signed. */
  readonly signer: string;
  readonly signature: AskedAbout["signature"];
}

/** What people decided about a record, the first first; what waits or was dropped is left out. */
export function printedApprovals(
  approvals: readonly AskedAbout[],
  context: FieldContext,
): readonly PrintedApproval[] {
  const { locale } = context;
  return approvals
    .filter((item) => item.kind === "approval" && item.decision !== null && item.decidedAt !== null)
    .toSorted((a, b) => ((a.decidedAt ?? "") < (b.decidedAt ?? "") ? -1 : 1))
    .map((item) => {
      const signer = item.onBehalfOfName
        ? fillText(localize(text.inPlace, locale), { name: item.assigneeName, of: item.onBehalfOfName })
        : item.assigneeName;
      return {
        id: item.id,
        cells: [
          localize(item.title, locale),
          signer,
          item.decision === null ? "" : localize(text[item.decision], locale),
          wordsOf(item, locale),
          fieldType(AT.type).toText(item.decidedAt, AT, context).slice(0, TO_THE_MINUTE),
        ],
        signer,
        signature: item.signature,
      };
    });
}

/** The comment and, below it, the names of the files that came with it. */
function wordsOf({ comment, files }: AskedAbout, locale: Locale): string {
  const names = files.map(({ name }) => name).join(locale === "zh" ? "、" : ", ");
  const attached = names === "" ? "" : fillText(localize(text.files, locale), { names });
  return [comment ?? "", attached].filter((part) => part !== "").join("\n");
}
