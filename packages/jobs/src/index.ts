export { addJob, type JobDb, type JobOptions } from "./add-job.ts";
export { type JobsOptions, type JobTask, type RunningJobs, startJobs } from "./start-jobs.ts";
export { startTicker, type Ticker, type TickerOptions } from "./ticker.ts";
