import { missing } from "../model/checks.ts";
import { definePeople } from "./people-source.ts";

/** Named people. */
export const usersPeople = definePeople({
  id: "users",
  name: { zh: "指定人员", en: "Named people" },
  settings: [{ id: "users", name: { zh: "人员", en: "People" }, kind: "users", required: true }],
  find: (context, settings) =>
    settings.texts("users").flatMap((reference) => context.roster.user(reference)?.id ?? []),
  summary: (settings, { wording }) => {
    const names = settings.texts("users").map((user) => wording.name(user));
    return { zh: names.join("、"), en: names.join(", ") };
  },
  check: (settings) =>
    settings.texts("users").length > 0 ? [] : [missing("users", { zh: "请选择人员", en: "Choose people" })],
});

/** Everybody in a named team and the teams below it. */
export const teamPeople = definePeople({
  id: "team",
  name: { zh: "指定团队的成员", en: "Members of a team" },
  settings: [{ id: "team", name: { zh: "团队", en: "Team" }, kind: "team", required: true }],
  find(context, settings) {
    const team = context.roster.team(settings.text("team") ?? "");
    return team ? context.roster.membersBelow(team.id).map((user) => user.id) : [];
  },
  summary: (settings, { wording }) => {
    const name = wording.name(settings.text("team")) || "?";
    return { zh: `${name}成员`, en: `members of ${name}` };
  },
  check: (settings) =>
    settings.text("team") ? [] : [missing("team", { zh: "请选择团队", en: "Choose a team" })],
});

/** Everybody who holds a role of the app. */
export const rolePeople = definePeople({
  id: "role",
  name: { zh: "某个角色的人员", en: "Holders of a role" },
  settings: [{ id: "role", name: { zh: "角色", en: "Role" }, kind: "role", required: true }],
  find: (context, settings) => context.roster.withRole(settings.text("role") ?? "").map((user) => user.id),
  summary: (settings, { wording }) => {
    const name = wording.catalog.find("role", settings.text("role") ?? "")?.name;
    return name ?? { zh: "未选择的角色", en: "a role" };
  },
  check: (settings, { catalog }) =>
    catalog.find("role", settings.text("role") ?? "")
      ? []
      : [missing("role", { zh: "请选择角色", en: "Choose a role" })],
});
