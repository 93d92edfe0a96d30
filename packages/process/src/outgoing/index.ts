import type { SendKind } from "../model/send-kind.ts";
import { emailKind } from "./email/index.ts";
import { fileKind } from "./file/index.ts";
import { httpKind } from "./http/index.ts";
import { scriptKind } from "./script/index.ts";
import { smsKind } from "./sms/index.ts";

/** All ways out, sorted by id. */
export const sendKinds = [
  emailKind,
  fileKind,
  httpKind,
  scriptKind,
  smsKind,
] as const satisfies readonly SendKind[];

/** Id of a way out. */
export type SendKindId = (typeof sendKinds)[number]["id"];

/** Those that lead to people. */
export const waysToPeople: readonly SendKind[] = sendKinds.filter(
  (kind: SendKind) => kind.reaches !== undefined,
);

const byId: ReadonlyMap<string, SendKind> = new Map(sendKinds.map((kind) => [kind.id, kind]));

/** The way out with that id. */
export function findSendKind(id: string): SendKind | undefined {
  return byId.get(id);
}
