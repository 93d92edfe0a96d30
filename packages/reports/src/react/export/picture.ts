/** Pixels per CSS pixel: pictures stay sharp when they are printed. */
const SCALE = 2;
/** Left out of pictures: what only works on screen. */
const ON_SCREEN = "[data-on-screen]";

/** What stands on screen in an element, as a picture. */
export async function pictureOf(element: HTMLElement): Promise<HTMLCanvasElement> {
  const { width, height } = element.getBoundingClientRect();
  const copy = stillCopy(element);
  const image = new Image();
  image.src = svgAddress(copy, width, height);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * SCALE);
  canvas.height = Math.ceil(height * SCALE);
  const context = canvas.getContext("2d");
  if (context) {
    context.fillStyle = backgroundOf(element);
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.scale(SCALE, SCALE);
    context.drawImage(image, 0, 0, width, height);
  }
  return canvas;
}

/** A copy that carries its looks with it, since a picture sees no stylesheets. */
function stillCopy(element: HTMLElement): HTMLElement {
  // A copy of an element is an element of the same kind.
  const copy = element.cloneNode(true) as HTMLElement;
  const [originals, copies] = [element, copy].map((root) => [root, ...root.querySelectorAll("*")]);
  originals?.forEach((original, index) => {
    const target = copies?.[index];
    if (!(target instanceof HTMLElement || target instanceof SVGElement)) return;
    const looks = getComputedStyle(original);
    target.setAttribute(
      "style",
      [...looks].map((name) => `${name}:${looks.getPropertyValue(name)}`).join(";"),
    );
  });
  for (const one of copy.querySelectorAll(ON_SCREEN)) one.remove();
  copy.style.margin = "0";
  return copy;
}

function svgAddress(element: HTMLElement, width: number, height: number): string {
  const content = new XMLSerializer().serializeToString(element);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><foreignObject width="100%" height="100%">${content}</foreignObject></svg>`;
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

/** The colour behind an element: that of the first one around it that has any. */
function backgroundOf(element: HTMLElement): string {
  for (let one: HTMLElement | null = element; one; one = one.parentElement) {
    const color = getComputedStyle(one).backgroundColor;
    if (color !== "" && color !== "transparent" && !color.endsWith(", 0)")) return color;
  }
  return "#ffffff";
}

/** The bytes of a picture in a format of the web. */
export async function pictureBytes(
  canvas: HTMLCanvasElement,
  type: "image/png" | "image/jpeg",
): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.92));
  return new Uint8Array(blob ? await blob.arrayBuffer() : new ArrayBuffer(0));
}
