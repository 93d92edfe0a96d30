import { drawnAs, drawPicture } from "./draw-picture.ts";

const LONGEST_SIDE = 1920;
const QUALITY = 0.85;
/** Below this nothing is gained. */
const SMALL = 300 * 1024;
/** Drawn anew they would lose what they are: animation, and shapes without pixels. */
const KEPT_AS_THEY_ARE = new Set(["image/gif", "image/svg+xml"]);

/** A picture no larger than a screen needs; the file itself when it is small already or cannot be drawn. */
export async function shrinkPicture(file: File): Promise<File> {
  if (!file.type.startsWith("image/") || KEPT_AS_THEY_ARE.has(file.type) || file.size < SMALL) return file;
  try {
    const type = file.type === "image/png" ? "image/webp" : "image/jpeg";
    const blob = await drawnAs(await drawPicture(file, LONGEST_SIDE), type, QUALITY);
    if (!blob || blob.size >= file.size) return file;
    const name = file.name.replace(/\.[^.]*$/, "") + (blob.type === "image/webp" ? ".webp" : ".jpg");
    return new File([blob], name, { type: blob.type });
  } catch {
    // A browser that cannot read the format sends it as it is; the server still checks it.
    return file;
  }
}
