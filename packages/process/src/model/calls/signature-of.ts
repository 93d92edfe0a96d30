import type { FlowDocument } from "@mortise/metadata";
import { findTrigger } from "../../triggers/index.ts";
import { Settings } from "../settings.ts";
import type { CallSignature } from "./call-signature.ts";

/** What a flow takes when it is called and what it gives back; undefined for flows that cannot be called. */
export function signatureOf({ trigger }: Pick<FlowDocument, "trigger">): CallSignature | undefined {
  return findTrigger(trigger.type)?.signature?.(new Settings(trigger.settings));
}
