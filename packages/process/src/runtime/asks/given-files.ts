import { type Actor, findFiles, noteGivenFiles, type WorkAnswer, type WorkDecision } from "@mortise/store";
import { reasonRequired } from "../../errors.ts";
import type { ProcessParts } from "../parts.ts";
import type { LockedAsk } from "./locked-ask.ts";

const NO_SIGNATURE = { zh: "请手写签名", en: "Please sign" };
const NO_FILE = { zh: "找不到这个文件，请重新上传", en: "There is no such file: please upload it again" };
const NO_PICTURE = { zh: "签名应是一张图片，请重新签名", en: "A signature is a picture: please sign again" };

/** What comes with a decision besides the word. */
export interface Given {
  readonly decision: WorkDecision;
  /** Ids of uploaded files that belong to it. */
  readonly files?: readonly string[] | undefined;
  /** Id of the picture of their signature. */
  readonly signature?: string | undefined;
}

/**
 * The files and the signature that come with a decision, as they are kept with it; from then on whoever sees the record
 * may have them. FLOW_REASON_REQUIRED when a signature is wanted, or when the actor has no such file.
 */
export async function takeGivenFiles(
  { gateway }: ProcessParts,
  { transaction, item }: LockedAsk,
  { actor, word }: { readonly actor: Actor; readonly word: Given },
): Promise<Pick<WorkAnswer, "files" | "signature">> {
  const { decision, files = [], signature } = word;
  if (item.terms?.signature === true && decision === "approved" && signature === undefined)
    throw refused("signature", NO_SIGNATURE);
  const ids = [...new Set([...files, ...(signature === undefined ? [] : [signature])])];
  if (ids.length === 0) return {};
  const known = await findFiles(transaction.db, ids);
  for (const id of ids)
    // Otherwise naming somebody else's file would open it.
    if (!known.has(id) || !(await gateway.mayReadFile(actor, id)))
      throw refused(id === signature ? "signature" : "files", NO_FILE);
  const picture = signature === undefined ? undefined : known.get(signature);
  if (picture && !picture.type.startsWith("image/")) throw refused("signature", NO_PICTURE);
  await noteGivenFiles(transaction.db, item, ids);
  const kept = [...new Set(files)].flatMap((id) => known.get(id) ?? []);
  return { ...(kept.length > 0 ? { files: kept } : {}), ...(picture ? { signature: picture } : {}) };
}

function refused(path: string, message: typeof NO_FILE): Error {
  return reasonRequired({}, { details: [{ path, message }] });
}
