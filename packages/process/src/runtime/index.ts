export type { ProcessParts, ReleaseSource } from "./parts.ts";
export { createProcess, type Process } from "./process.ts";
export type { DecisionPage, DecisionView, WorkItemView } from "./work-views.ts";
