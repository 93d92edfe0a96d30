import type { RecycledGroup, WriteTransaction } from "@mortise/store";
import type { Roster } from "../../model/roster.ts";
import type { ProcessParts } from "../parts.ts";
import { entityWords, type PoolNotice, sendNotices } from "./notices.ts";
import type { OverduePool } from "./pooled-entities.ts";

interface Telling {
  readonly groups: readonly RecycledGroup[];
  readonly roster: Roster;
  readonly parts: ProcessParts;
}

/** Tells former owners what was taken from them and why, and managers what they own now. */
export async function tellRecycled(
  transaction: WriteTransaction,
  { pooled, pool }: OverduePool,
  { groups, roster, parts }: Telling,
): Promise<void> {
  const words = entityWords(parts, pooled);
  const notices = groups.flatMap(({ owner, rule: id, pool: target, to, ids }): readonly PoolNotice[] => {
    const rule = pool.recycling?.rules.find((one) => one.id === id);
    const into = pooled.pools.find((one) => one.id === target) ?? pool;
    const [zh, en] = [into.name.zh || into.name.en, into.name.en || into.name.zh];
    const body = {
      zh: `原因：${rule?.name.zh || rule?.name.en || ""}`,
      en: `Why: ${rule?.name.en || rule?.name.zh || ""}`,
    };
    const former = roster.user(owner);
    const lost: PoolNotice = {
      to: former?.active ? [owner] : [],
      records: ids,
      one: { zh: `${words.zh}已收回“${zh}”：{title}`, en: `${words.en} taken back into “${en}”: {title}` },
      many: { zh: `{n} 条${words.zh}已收回“${zh}”`, en: `{n} ${words.en} records taken back into “${en}”` },
      body,
    };
    if (to === null) return [lost];
    const name = former?.name ?? "";
    return [
      {
        ...lost,
        one: {
          zh: `${words.zh}已收回，转给你的主管：{title}`,
          en: `${words.en} taken back and given to your manager: {title}`,
        },
        many: {
          zh: `{n} 条${words.zh}已收回，转给你的主管`,
          en: `{n} ${words.en} records taken back and given to your manager`,
        },
      },
      {
        to: [to],
        records: ids,
        one: {
          zh: `${name}的${words.zh}转给你负责：{title}`,
          en: `${words.en} of ${name} is yours now: {title}`,
        },
        many: {
          zh: `${name}的 {n} 条${words.zh}转给你负责`,
          en: `{n} ${words.en} records of ${name} are yours now`,
        },
        body,
      },
    ];
  });
  await sendNotices(parts, transaction, pooled, notices);
}
