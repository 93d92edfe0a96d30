import type { Sender } from "@mortise/jobs";
import type { ProcessParts } from "../parts.ts";
import { fileSender } from "../files/file-sender.ts";
import { scriptSender } from "../scripts/script-sender.ts";
import type { Outgoing } from "./channels.ts";
import { httpSender } from "./http-sender.ts";
import { emailOptions, messageSender, smsOptions } from "./message-sender.ts";

/** Who sends what, by kind, as far as the server is set up for it. */
export function createSenders(
  parts: ProcessParts,
  outgoing: Outgoing | undefined,
): Readonly<Record<string, Sender>> {
  const script = scriptSender(outgoing?.scripts === true);
  if (!outgoing) return { script };
  const { email, sms, http, files, secrets = () => Promise.resolve(undefined) } = outgoing;
  return {
    script,
    ...(email ? { email: messageSender(parts, outgoing, email, emailOptions) } : {}),
    ...(sms ? { sms: messageSender(parts, outgoing, sms, smsOptions) } : {}),
    ...(files ? { file: fileSender(files) } : {}),
    ...(http ? { http: httpSender(http, secrets) } : {}),
  };
}
