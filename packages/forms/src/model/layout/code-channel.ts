import type { PublicInput } from "@mortise/fields";

/** The ways by which codes are sent to visitors. */
export type CodeChannel = "email" | "sms";

/** How a code reaches whoever fills in such a control; undefined where nothing can be sent. */
export function codeChannelOf(input: PublicInput | undefined): CodeChannel | undefined {
  if (input?.kind !== "input") return undefined;
  return input.type === "tel" ? "sms" : input.type === "email" ? "email" : undefined;
}
