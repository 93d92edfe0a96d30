import { missing } from "../model/checks.ts";
import type { StepContext } from "../model/step-context.ts";
import { definePeople } from "./people-source.ts";

function ownerOf(context: StepContext): string | undefined {
  const owner = context.value("owner");
  return typeof owner === "string" ? owner : undefined;
}

/** Who owns the record now. */
export const ownerPeople = definePeople({
  id: "owner",
  ofRecord: true,
  name: { zh: "负责人", en: "The owner" },
  settings: [],
  find: (context) => [ownerOf(context)].filter((id) => id !== undefined),
  summary: () => ({ zh: "负责人", en: "the owner" }),
  check: () => [],
});

/** The leader of the owner's team, or of the nearest team above that has one. */
export const managerPeople = definePeople({
  id: "manager",
  ofRecord: true,
  name: { zh: "负责人的主管", en: "The owner's manager" },
  settings: [],
  find(context) {
    const owner = ownerOf(context);
    return owner === undefined ? [] : context.roster.managersOf(owner).map((user) => user.id);
  },
  summary: () => ({ zh: "负责人的主管", en: "the owner's manager" }),
  check: () => [],
});

/** Everybody in the record's team. */
export const recordTeamPeople = definePeople({
  id: "record-team",
  ofRecord: true,
  name: { zh: "记录所属团队的成员", en: "Members of the record's team" },
  settings: [],
  find(context) {
    const team = context.value("team");
    return typeof team === "string" ? context.roster.membersBelow(team).map((user) => user.id) : [];
  },
  summary: () => ({ zh: "所属团队成员", en: "the record's team" }),
  check: () => [],
});

/** The leader of the record's team, or of the nearest team above that has one. */
export const teamLeaderPeople = definePeople({
  id: "team-leader",
  ofRecord: true,
  name: { zh: "记录所属团队的主管", en: "Leader of the record's team" },
  settings: [],
  find(context) {
    const team = context.value("team");
    return typeof team === "string" ? context.roster.leaders(team).map((user) => user.id) : [];
  },
  summary: () => ({ zh: "所属团队主管", en: "the leader of the record's team" }),
  check: () => [],
});

/** Who set the flow off. */
export const starterPeople = definePeople({
  id: "starter",
  name: { zh: "发起人", en: "Whoever started it" },
  settings: [],
  find: (context) => [context.state.startedBy].filter((id) => id !== null),
  summary: () => ({ zh: "发起人", en: "whoever started it" }),
  check: () => [],
});

/** The people in a field of a record that this one refers to. */
export const relatedPeople = definePeople({
  id: "related-field",
  ofRecord: true,
  name: { zh: "关联记录里的人员字段", en: "People in a field of a related record" },
  settings: [
    {
      id: "reference",
      name: { zh: "关联字段", en: "Reference" },
      kind: "field",
      accepts: ["reference"],
      required: true,
    },
    {
      id: "field",
      name: { zh: "那条记录的人员字段", en: "Person field of that record" },
      kind: "field",
      of: "reference",
      accepts: ["user", "users"],
      required: true,
    },
  ],
  find(context, settings) {
    const reference = settings.text("reference") ?? "";
    const target = context.flow.catalog.targetOf(context.state.entity, reference);
    const id = context.value(reference);
    if (target === undefined || typeof id !== "string") return [];
    const value = context.read(target, id)?.[settings.text("field") ?? ""] ?? null;
    return (Array.isArray(value) ? value : [value]).filter((person) => typeof person === "string");
  },
  summary: (settings, { wording, entity }) => {
    const reference = settings.text("reference") ?? "";
    const target = wording.catalog.targetOf(entity, reference) ?? "";
    const [from, field] = [
      wording.field(entity, reference),
      wording.field(target, settings.text("field") ?? ""),
    ];
    return { zh: `“${from.zh}”的“${field.zh}”`, en: `${field.en} of ${from.en}` };
  },
  check: (settings, { catalog, entity }) => {
    const target = catalog.targetOf(entity, settings.text("reference") ?? "");
    if (target === undefined)
      return [missing("reference", { zh: "请选择关联字段", en: "Choose a reference" })];
    const kind = catalog.scope(target).variable(settings.text("field") ?? "")?.kind;
    return kind === "user" || kind === "users"
      ? []
      : [missing("field", { zh: "请选择人员字段", en: "Choose a person field" })];
  },
});

/** The people in a field of the record. */
export const fieldPeople = definePeople({
  id: "field",
  name: { zh: "记录里的人员字段", en: "People in a field" },
  settings: [
    {
      id: "field",
      name: { zh: "字段", en: "Field" },
      kind: "field",
      accepts: ["user", "users"],
      required: true,
    },
  ],
  find(context, settings) {
    const value = context.value(settings.text("field") ?? "");
    return (Array.isArray(value) ? value : [value]).filter((id) => typeof id === "string");
  },
  summary: (settings, { wording, entity }) => {
    const field = wording.field(entity, settings.text("field") ?? "");
    return { zh: `“${field.zh}”`, en: field.en };
  },
  check: (settings, context) => {
    const kind = context.variable(settings.text("field") ?? "")?.kind;
    return kind === "user" || kind === "users"
      ? []
      : [missing("field", { zh: "请选择人员字段", en: "Choose a person field" })];
  },
});
