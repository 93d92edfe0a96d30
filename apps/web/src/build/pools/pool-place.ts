import { fillText } from "@mortise/kit";
import type { PoolDocument } from "@mortise/metadata";
import type { useLocalize } from "@mortise/ui";
import { poolText } from "./text.ts";

type Word = keyof typeof poolText;

/** What the parts of a pool are called in its editor. */
const PARTS: Readonly<Record<string, Word>> = {
  takes: "takesPart",
  order: "placeLabel",
  admins: "adminsPart",
  members: "membersPart",
  claiming: "claiming",
  mask: "mask",
  dailyClaims: "daily",
  holdCaps: "caps",
  cooldown: "cooldown",
  protection: "protection",
  renewedBy: "renewedPart",
  recycling: "recycling",
  giveBack: "giveBack",
  onEntry: "onEntryPart",
  alarms: "alarms",
};

const RULE_PARTS: Readonly<Record<string, Word>> = {
  after: "after",
  renew: "renew",
  longest: "longest",
  to: "target",
  exempt: "exemptPart",
  when: "conditions",
};

/** Which part of a pool a problem is about, in words; empty when it is about the whole pool. */
export function poolPlace(
  pool: PoolDocument,
  path: string,
  localize: ReturnType<typeof useLocalize>,
): readonly string[] {
  const [part = "", second = "", third = "", fourth = ""] = path.split(".");
  const word = (id: Word | undefined): string => (id === undefined ? "" : localize(poolText[id]));
  const rule = part === "recycling" && second === "rules" ? pool.recycling?.rules[Number(third)] : undefined;
  if (rule)
    return [fillText(word("ruleAt"), { name: localize(rule.name) }), word(RULE_PARTS[fourth])].filter(
      Boolean,
    );
  if (part === "holdCaps" && second !== "") return [fillText(word("capAt"), { n: Number(second) + 1 })];
  if (part === "alarms" && second in poolText) return [word(second as Word)]; // its name was just looked for
  return [word(PARTS[part])].filter(Boolean);
}
