import { defineNode } from "../../model/node-type.ts";
import { text } from "./text.ts";

/** Ends the run here. */
export const endNode = defineNode({
  id: "end",
  name: text.name,
  description: text.description,
  group: "logic",
  icon: "check",
  color: "gray",
  settings: [],
  initial: {},
  exits: () => [],
  summary: () => text.summary,
  check: () => [],
  step: () => ({ type: "end", text: text.summary }),
});
