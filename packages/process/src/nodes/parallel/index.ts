import { missing } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { branchExits } from "../branch-exits.ts";
import { checkJoin, joinSettings, joinWays } from "../join.ts";
import { text } from "./text.ts";

/** Takes all its branches at the same time and goes on after them. */
export const parallelNode = defineNode({
  id: "parallel",
  name: text.name,
  description: text.description,
  group: "logic",
  icon: "parallel",
  color: "gold",
  settings: [
    { id: "branches", name: text.branches, kind: "custom", editor: "ways", required: true },
    ...joinSettings,
  ],
  initial: { branches: [{ id: "a" }, { id: "b" }] },
  exits: (settings) => [
    ...branchExits(settings).map((exit) => ({ ...exit, isInner: true as const })),
    { ...NEXT, name: text.after },
  ],
  summary(settings) {
    const n = settings.items("branches").length;
    return { zh: `${n} 个分支同时进行`, en: `${n} branches at the same time` };
  },
  check(settings) {
    const ids = settings.items("branches").map((branch) => branch.text("id"));
    if (ids.length < 2) return [missing("branches", text.tooFew)];
    const twice = ids.flatMap((id, index) =>
      id === undefined || id === "next" || ids.indexOf(id) !== index
        ? [missing(`branches.${index}.id`, text.sameId)]
        : [],
    );
    return [...twice, ...checkJoin(settings, ids.length)];
  },
  step({ settings }) {
    const branches = branchExits(settings);
    const zh = `同时走：${branches.map((exit) => exit.name.zh).join("、")}`;
    const en = `At the same time: ${branches.map((exit) => exit.name.en).join(", ")}`;
    return { type: "fork", branches: branches.map((exit) => exit.id), text: { zh, en } };
  },
  join: ({ settings }, block) => joinWays(settings, block),
});
