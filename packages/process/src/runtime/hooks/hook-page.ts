import { type FlowHook, flowHook, type HookCall, hookCalls, renewFlowHook } from "@mortise/store";
import type { ProcessParts } from "../parts.ts";
import { newToken, secretOf } from "./hook-keys.ts";

/** What builders see of the address of a flow. */
export interface HookPage {
  readonly token: string;
  /** Under which calls are signed. */
  readonly secret: string;
  /** The last calls, newest first. */
  readonly calls: readonly HookCall[];
}

type Place = Pick<FlowHook, "app" | "flow">;

/** The address of a flow, made when it is first asked for, and the last calls. */
export async function hookPage(parts: ProcessParts, place: Place): Promise<HookPage> {
  const { token } = await flowHook(parts.db, { ...place, token: newToken() }, parts.clock.now());
  return { token, secret: secretOf(parts.secret, token), calls: await hookCalls(parts.db, place) };
}

/** Gives a flow a new address and secret: whoever knew the old ones can send nothing more. */
export async function renewHook(parts: ProcessParts, place: Place): Promise<HookPage> {
  await renewFlowHook(parts.db, { ...place, token: newToken() }, parts.clock.now());
  return hookPage(parts, place);
}
