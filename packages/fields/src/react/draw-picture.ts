/**
 * A picture drawn upright, no side longer than so many pixels. Fails when the browser cannot read it.
 */
export async function drawPicture(file: File, longestSide: number): Promise<HTMLCanvasElement> {
  // Photographs lie on their side and say so; the drawing stands upright.
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}

/** What was drawn, as a file of that type; undefined when the browser cannot write it. */
export async function drawnAs(
  canvas: HTMLCanvasElement,
  type: string,
  quality: number,
): Promise<Blob | undefined> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
  return blob ?? undefined;
}
