export * from "./client.ts";
export * from "./live.ts";
export * from "./route.ts";
export * from "./routes/index.ts";
