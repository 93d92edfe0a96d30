import { createTransport } from "nodemailer";
import { type MessageChannel, PATIENCE_MS } from "../channel.ts";
import { connectorRejected, connectorUnreachable } from "../errors.ts";

/**
 * E-mail by SMTP. The address is `smtp://user:password@host:587` (encrypted as soon as the server offers it) or
 * `smtps://user:password@host:465`.
 */
export function emailChannel(url: string, from: string): MessageChannel {
  const transport = createTransport(
    { url, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS },
    { from },
  );
  const [, host = "mortise"] = /@([^\s>]+)/.exec(from) ?? [];
  return {
    async send({ to, subject, text, key }) {
      try {
        // As an address of its own, not as text: nothing in it makes a second recipient.
        const mail = { to: { name: "", address: to }, subject: oneLine(subject), text };
        await transport.sendMail(key === undefined ? mail : { ...mail, messageId: `<${key}@${host}>` });
      } catch (cause) {
        const code = rejection(cause);
        if (code !== undefined) throw connectorRejected({ reason: String(code) }, { cause });
        throw connectorUnreachable({}, { cause });
      }
    },
  };
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}

/** The number with which a mail server turned the message down for good; undefined for failures that pass. */
function rejection(cause: unknown): number | undefined {
  const code = cause instanceof Error && "responseCode" in cause ? cause.responseCode : undefined;
  const isOfMessage = cause instanceof Error && "code" in cause && MESSAGE_FAULTS.has(String(cause.code));
  return typeof code === "number" && code >= 500 && isOfMessage ? code : undefined;
}

/** Faults of the message or its recipient; others are of the server or of how it is reached. */
const MESSAGE_FAULTS: ReadonlySet<string> = new Set(["EENVELOPE", "EMESSAGE"]);
