export type { ChannelMessage, MessageChannel } from "./channel.ts";
export { emailChannel } from "./email/email-channel.ts";
export * from "./errors.ts";
export { isHostEntry, isListedHost } from "./http/hosts.ts";
export type { HttpCall, HttpFault, HttpOutcome, HttpReply } from "./http/http-call.ts";
export { createHttpCaller, type HttpCaller, type HttpCallerOptions } from "./http/http-caller.ts";
export { smsChannel } from "./sms/sms-channel.ts";
