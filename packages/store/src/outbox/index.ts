export * from "./add-sends.ts";
export * from "./answers.ts";
export * from "./lease-sends.ts";
export * from "./outbox-list.ts";
export * from "./send.ts";
export * from "./settle-send.ts";
export * from "./tidy-outbox.ts";
