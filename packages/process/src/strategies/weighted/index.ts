import { missing } from "../../model/checks.ts";
import type { Settings } from "../../model/settings.ts";
import { defineStrategy } from "../../model/strategy-type.ts";
import { candidatesAmong, isFree } from "../candidates/candidate.ts";
import { checkSkills, skillSettings } from "../candidates/skills.ts";
import { settleChoice } from "../candidates/choice.ts";
import { MOST_SHARE, nextByWeight, sharesOf } from "./smooth.ts";
import { text } from "./text.ts";

/**
 * Takes turns among listed people by how many shares each has: of 2 and 1 shares come two records and one, spread as evenly
 * as can be, again and again. Who cannot take a record keeps how far their turn has come.
 */
export const weightedStrategy = defineStrategy({
  id: "weighted",
  name: text.name,
  settings: [
    {
      id: "shares",
      name: text.shares,
      help: text.sharesHelp,
      kind: "custom",
      editor: "shares",
      required: true,
    },
    ...skillSettings,
  ],
  pick(context, to, key) {
    const shares = sharesOf(to, context.roster);
    const candidates = candidatesAmong(context, { to, people: shares.map(({ user }) => user) });
    const weights = new Map(shares.map(({ user, share }) => [user.id, share]));
    const weigh = (id: string): number => weights.get(id) ?? 1;
    const come = context.cursor(key)?.weights ?? {};
    const turn = nextByWeight(
      candidates.filter(isFree).map(({ user }) => user.id),
      { weigh, come },
    );
    const chosen = candidates.find(({ user }) => user.id === turn?.chosen);
    if (turn && chosen) {
      // What those had who are not listed any more is forgotten.
      const kept = Object.entries(turn.come).filter(([id]) => weights.has(id));
      const cursor = {
        last: chosen.user.id,
        place: candidates.indexOf(chosen),
        weights: Object.fromEntries(kept),
      };
      context.turn(key, cursor, chosen.user.id);
    }
    return settleChoice({
      context,
      to,
      candidates,
      chosen,
      team: null,
      weigh: ({ user }) => weigh(user.id),
      say: ({ user }, isChosen) => text.stands(weigh(user.id), isChosen),
    });
  },
  summary: (to, { wording }) => {
    const named = to
      .items("shares")
      .map((row) => `${wording.name(row.text("user"))} ${row.number("share") ?? "?"}`);
    return { zh: `按份数轮流：${named.join("、")}`, en: `take turns by shares: ${named.join(", ")}` };
  },
  check: (to, context) => [...checkShares(to), ...checkSkills(to, context)],
});

function checkShares(to: Settings) {
  const rows = to.items("shares");
  if (rows.length === 0) return [missing("shares", text.noPeople)];
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const user = row.text("user");
    const share = row.number("share");
    const path = `shares.${index}`;
    if (user === undefined) return [missing(path, text.noPerson(index + 1))];
    if (seen.has(user)) return [missing(path, text.twice(index + 1))];
    seen.add(user);
    const isShare = share !== undefined && Number.isInteger(share) && share >= 1 && share <= MOST_SHARE;
    return isShare ? [] : [missing(path, text.noShare(index + 1))];
  });
}
