import { drawnAs, drawPicture } from "@mortise/fields/react";

const LONGEST_SIDE = 1_600;
const QUALITY = 0.82;
const SMALL = 300 * 1024;
const MOST = 440 * 1024;
const TYPES: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** A picture as a data address, drawn smaller when it is big; undefined when it cannot stand on a dashboard. */
export async function pictureAddress(file: File): Promise<string | undefined> {
  if (!TYPES.has(file.type)) return undefined;
  const small = file.size <= SMALL ? file : await drawnSmaller(file);
  if (!small || small.size > MOST) return undefined;
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () =>
      resolve(typeof reader.result === "string" ? reader.result : undefined),
    );
    reader.addEventListener("error", () => resolve(undefined));
    reader.readAsDataURL(small);
  });
}

async function drawnSmaller(file: File): Promise<Blob | undefined> {
  try {
    return await drawnAs(await drawPicture(file, LONGEST_SIDE), "image/webp", QUALITY);
  } catch {
    // The browser cannot read the picture.
    return undefined;
  }
}
