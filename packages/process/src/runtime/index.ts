export type { FileMaker } from "./files/file-sender.ts";
export type { HttpWay, MessageWay, Outgoing, OutgoingMessage, OutgoingRequest } from "./outgoing/channels.ts";
export { runOutbox } from "./outgoing/run-outbox.ts";
export type { ProcessOptions } from "./parts.ts";
export { createProcess, type Process } from "./process.ts";
export { runTimers, type RunningTimers } from "./run-timers.ts";
export type { DecisionPage, DecisionView } from "./decision-views.ts";
export type { WorkItemView } from "./work-views.ts";
