export * from "./database.ts";
export * from "./errors.ts";
export * from "./field-contract.ts";
export * from "./packed-files.ts";
export * from "./sample-app.ts";
