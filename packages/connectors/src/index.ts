export type { ChannelMessage, MessageChannel } from "./channel.ts";
export { emailChannel } from "./email/email-channel.ts";
export * from "./errors.ts";
export { smsChannel } from "./sms/sms-channel.ts";
