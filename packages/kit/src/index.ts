export * from "./app-error.ts";
export * from "./clock.ts";
export * from "./id.ts";
export * from "./json.ts";
export * from "./localized-text.ts";
export * from "./logger.ts";
export * from "./result.ts";
export * from "./setting.ts";
