import { createTransport } from "nodemailer";
import { type MessageChannel, PATIENCE_MS } from "../channel.ts";
import { connectorUnreachable } from "../errors.ts";

/**
 * E-mail by SMTP. The address is `smtp://user:password@host:587` (encrypted as soon as the server offers it) or
 * `smtps://user:password@host:465`.
 */
export function emailChannel(url: string, from: string): MessageChannel {
  const transport = createTransport(
    { url, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS },
    { from },
  );
  return {
    async send({ to, subject, text }) {
      try {
        // As an address of its own, not as text: nothing in it makes a second recipient.
        await transport.sendMail({ to: { name: "", address: to }, subject: oneLine(subject), text });
      } catch (cause) {
        throw connectorUnreachable({}, { cause });
      }
    },
  };
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}
