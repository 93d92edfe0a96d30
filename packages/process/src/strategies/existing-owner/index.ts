import type { LocalizedText } from "@mortise/kit";
import { LOOKUPS, type OwnerLookup } from "@mortise/metadata";
import type { DecisionDetail } from "../../model/decision.ts";
import { comparedValue, kinShape } from "../../model/kin.ts";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import { defineStrategy, type Pick } from "../../model/strategy-type.ts";
import { type Candidate, candidatesAmong } from "../candidates/candidate.ts";
import { checkLookups, lookupsOf } from "./lookups.ts";
import { text } from "./text.ts";

/** Whoever owns a record with the same telephone number, company or customer: people stay with whom they know. */
export const existingOwnerStrategy = defineStrategy({
  id: "existing-owner",
  name: text.name,
  settings: [
    {
      id: LOOKUPS,
      name: text.lookups,
      help: text.lookupsHelp,
      kind: "custom",
      editor: "owner-lookups",
      required: true,
    },
    { id: "evenOff", name: text.evenOff, kind: "switch", default: false },
    { id: "evenFull", name: text.evenFull, kind: "switch", default: false },
  ],
  // Two leads of one customer that come at the same time go to the same person.
  compares: true,
  mayPass: true,
  pick(context, to) {
    const considered: DecisionDetail[] = [];
    const passed: Candidate[] = [];
    for (const lookup of lookupsOf(to)) {
      const owners = ownersOf(context, lookup);
      if (!owners) continue;
      const candidates = candidatesOf(context, to, owners);
      if (candidates.length === 0) considered.push(detail(context, lookup, text.none));
      for (const candidate of candidates) {
        const [obstacle] = candidate.obstacles;
        const told = detail(context, lookup, text.theirs(candidate.user.name, obstacle?.text));
        considered.push({ ...told, decisive: !obstacle });
        if (!obstacle) return chosen(context, candidate, considered);
        passed.push(candidate);
      }
    }
    return nobody(passed, considered);
  },
  summary(to, { wording }) {
    const places = lookupsOf(to).map(({ entity, match }) =>
      text.same(
        wording.entity(entity),
        match.map(({ field }) => wording.field(entity, field)),
      ),
    );
    return {
      zh: `归已有负责人（${places.map(({ zh }) => zh).join("；")}）`,
      en: `to the existing owner (${places.map(({ en }) => en).join("; ")})`,
    };
  },
  check: checkLookups,
});

/** Who owns records with the same values, the newest record first; undefined when a value to compare is empty. */
function ownersOf(context: StepContext, lookup: OwnerLookup): readonly string[] | undefined {
  const { catalog } = context.flow;
  const shape = kinShape(catalog, context.state.entity, lookup);
  const values = shape.fields.map((field, at) =>
    comparedValue(catalog, lookup.entity, field, context.value(lookup.match[at]?.own ?? "")),
  );
  if (values.includes("")) return undefined;
  return context.kin({ ...shape, values }).map(({ owner }) => owner);
}

/** The same as candidates, each once, with what stands in their way. */
function candidatesOf(context: StepContext, to: Settings, owners: readonly string[]): readonly Candidate[] {
  const people = owners.flatMap((id) => context.roster.user(id) ?? []);
  const waives = [
    ...(to.flag("evenOff") ? (["duty"] as const) : []),
    ...(to.flag("evenFull") ? (["limits"] as const) : []),
  ];
  return candidatesAmong(context, { to, people, waives });
}

function chosen(context: StepContext, { user }: Candidate, considered: readonly DecisionDetail[]): Pick {
  return {
    kind: "assigned",
    user: user.id,
    team: context.roster.mainTeam(user.id) ?? null,
    considered,
    says: text.kept(user.name),
    among: { [user.id]: 1 },
  };
}

function nobody(passed: readonly Candidate[], considered: readonly DecisionDetail[]): Pick {
  const skipped: Record<string, string[]> = {};
  for (const { user, obstacles } of passed)
    if (obstacles[0]) (skipped[obstacles[0].kind] ??= []).push(user.id);
  const [first] = passed;
  const reason = first?.obstacles[0] ? text.cannot(first.user.name, first.obstacles[0].text) : text.nobody;
  return { kind: "none", reason, considered, skipped };
}

/** Says what was looked for and what was found, to those who may read what was compared. */
function detail(
  { wording, state }: StepContext,
  { entity, match }: OwnerLookup,
  value: LocalizedText,
): DecisionDetail {
  const fields = match.map(({ field }) => field);
  return {
    label: text.same(
      wording.entity(entity),
      fields.map((field) => wording.field(entity, field)),
    ),
    value,
    decisive: false,
    uses: match.map(({ own }) => own),
    ...(entity === state.entity ? {} : { guards: [{ entity, fields }] }),
  };
}
