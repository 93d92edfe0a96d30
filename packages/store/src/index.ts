export * from "./actor.ts";
export * from "./records/change.ts";
export * from "./records/gateway.ts";
export * from "./records/record-command.ts";
export * from "./records/record-query.ts";
export * from "./accounts/index.ts";
