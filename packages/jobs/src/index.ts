export { addJob, type JobDb, type JobOptions } from "./add-job.ts";
export type { SendAttempt, Sender, SendOutcome } from "./outbox/sender.ts";
export { type OutboxOptions, type RunningOutbox, startOutbox } from "./outbox/start-outbox.ts";
export { type JobsOptions, type JobTask, type RunningJobs, startJobs } from "./start-jobs.ts";
export { startTicker, type Ticker, type TickerOptions } from "./ticker.ts";
