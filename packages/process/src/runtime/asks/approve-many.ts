import type { RouteOutput, workRoutes } from "@mortise/contract";
import { AppError, isId, type LocalizedText } from "@mortise/kit";
import { type Actor, findWorkItem } from "@mortise/store";
import { needsForm } from "../../model/ask-terms.ts";
import { decide } from "./decide.ts";
import { type Engine, isOwn } from "./locked-ask.ts";

type Answer = RouteOutput<typeof workRoutes.approveMany>["results"][number];

const NOT_YOURS = { zh: "不在你的待办里", en: "It is not on your list" };
const ONE_BY_ONE = {
  zh: "需要填写内容、意见或签名，请单独处理",
  en: "It asks for something to be filled in: deal with it by itself",
};
const NO_APPROVAL = { zh: "不是审批，请单独处理", en: "It is no approval: deal with it by itself" };

/**
 * Approves several parts, each in a transaction of its own: one that is refused keeps none of the others back, and the answer
 * says why. What asks for a form, an opinion or a comment is dealt with one by one.
 */
export async function approveMany(
  engine: Engine,
  actor: Actor,
  { ids, comment }: { readonly ids: readonly string[]; readonly comment: string | undefined },
): Promise<{ results: Answer[] }> {
  const results: Answer[] = [];
  for (const id of new Set(ids)) {
    const refusal =
      (await refusalOf(engine, actor, { id, comment })) ??
      (await tryToApprove(engine, actor, { id, comment }));
    results.push({ id, refusal: refusal ?? null });
  }
  return { results };
}

interface Word {
  readonly id: string;
  readonly comment: string | undefined;
}

/** Why an item is not among those that are dealt with together; undefined when it is. */
async function refusalOf(
  { parts }: Engine,
  actor: Actor,
  { id, comment }: Word,
): Promise<LocalizedText | undefined> {
  const item = isId(id) ? await findWorkItem(parts.db, id) : undefined;
  if (!item || !isOwn(actor, item)) return NOT_YOURS;
  if (item.kind !== "approval" || item.origin === "word") return NO_APPROVAL;
  const terms = item.terms ?? {};
  const lacksComment = terms.comment === true && !comment?.trim();
  return needsForm(terms) || lacksComment ? ONE_BY_ONE : undefined;
}

async function tryToApprove(engine: Engine, actor: Actor, word: Word): Promise<LocalizedText | undefined> {
  try {
    await decide(engine, actor, { ...word, decision: "approved" });
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return error.text;
  }
}
