export { ACCESS_CHANNEL, type AccessNotice } from "./access-notice.ts";
export * from "./accounts.ts";
export * from "./actors.ts";
export * from "./api-tokens.ts";
export * from "./errors.ts";
export * from "./secret.ts";
export * from "./sessions.ts";
export * from "./teams.ts";
export { NOBODY_ID, type ViewAs } from "./view-as.ts";
