export * from "./cursors.ts";
export * from "./decisions.ts";
export type { JournalDb } from "./journal-db.ts";
export * from "./notifications.ts";
export * from "./roster-rows.ts";
export * from "./runs.ts";
export * from "./savepoint.ts";
export * from "./timers.ts";
export * from "./work-items.ts";
