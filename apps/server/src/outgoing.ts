import { connectorRejected, emailChannel, type MessageChannel, smsChannel } from "@mortise/connectors";
import type { Printing } from "@mortise/forms/runtime";
import { AppError } from "@mortise/kit";
import type { FileMaker, MessageWay, Outgoing } from "@mortise/process/runtime";
import { type Files, systemActor } from "@mortise/store";
import type { Config } from "./config.ts";

/** The ways out to people, as far as the server is set up for them. */
export interface Channels {
  readonly email?: MessageChannel;
  readonly sms?: MessageChannel;
}

/** Makes the channels that the environment names. */
export function createChannels({ smtpUrl, mailFrom, smsUrl }: Config): Channels {
  return {
    ...(smtpUrl === undefined ? {} : { email: emailChannel(smtpUrl, mailFrom ?? "mortise@localhost") }),
    ...(smsUrl === undefined ? {} : { sms: smsChannel(smsUrl) }),
  };
}

/** How flows reach the outside over these channels. */
export function outgoingOf({ email, sms }: Channels, rest: Omit<Outgoing, "email" | "sms">): Outgoing {
  return { ...rest, ...(email ? { email: wayOf(email) } : {}), ...(sms ? { sms: wayOf(sms) } : {}) };
}

/** Prints a record for a flow, with the rights of flows, and keeps the PDF under the id of the order. */
export async function makeFile(
  printing: Pick<Printing, "pdf">,
  files: Pick<Files, "keepMade">,
  { publicUrl, host, port }: Pick<Config, "publicUrl" | "host" | "port">,
  { id, app, record, template, name, locale }: Parameters<FileMaker>[0],
): ReturnType<FileMaker> {
  const origin = publicUrl ?? `http://${host}:${port}`;
  const { pdf } = await printing.pdf(systemActor, app, { template, ids: [record], origin, locale });
  return files.keepMade(systemActor, { id, name, type: "application/pdf", content: pdf });
}

/** What a channel refuses for good is not tried again; what else it throws is. */
function wayOf(channel: MessageChannel): MessageWay {
  return async ({ to, subject, text, key }) => {
    try {
      await channel.send({ to, subject, text, key });
      return { type: "taken" };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const type = error.code === connectorRejected.code ? "refused" : "failed";
      return { type, problem: error.text };
    }
  };
}
