export * from "./client.ts";
export * from "./live.ts";
export * from "./route.ts";
export * from "./routes/index.ts";
export * from "./record-path.ts";
