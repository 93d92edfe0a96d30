export * from "./errors.ts";
export * from "./start-embedded.ts";
