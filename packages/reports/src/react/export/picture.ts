/** Pixels per CSS pixel: pictures stay sharp when they are printed. */
const SCALE = 2;
/** Left out of pictures: what only works on screen. */
const ON_SCREEN = "[data-on-screen]";

/** What stands on screen in an element, as a picture. */
export async function pictureOf(element: HTMLElement): Promise<HTMLCanvasElement> {
  const { width, height } = element.getBoundingClientRect();
  const copy = stillCopy(element);
  const image = new Image();
  const fonts = await loadedFonts();
  image.src = svgAddress(copy, { width, height, fonts });
  await image.decode();
  if (fonts !== "") await fontsTaken(image);
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
    // A picture cannot be scrolled.
    if (looks.overflow !== "visible") target.style.overflow = "hidden";
  });
  for (const one of copy.querySelectorAll(ON_SCREEN)) one.remove();
  copy.style.margin = "0";
  return copy;
}

interface Sheet {
  readonly width: number;
  readonly height: number;
  /** Rules of a stylesheet. */
  readonly fonts: string;
}

function svgAddress(element: HTMLElement, { width, height, fonts }: Sheet): string {
  const content = new XMLSerializer().serializeToString(element);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><style>${fonts}</style><foreignObject width="100%" height="100%">${content}</foreignObject></svg>`;
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

/** Time a picture gets to take up the fonts that it carries; nothing tells when it has. */
const FONT_TIME = 600;

/** A picture takes up its fonts once it is drawn for the first time. */
async function fontsTaken(image: HTMLImageElement): Promise<void> {
  document.createElement("canvas").getContext("2d")?.drawImage(image, 0, 0);
  await new Promise((resolve) => setTimeout(resolve, FONT_TIME));
}

/** The fonts in use on the page that did not come with the system, as rules that carry them along. */
async function loadedFonts(): Promise<string> {
  const inUse = new Set(
    [...document.fonts].flatMap((font) =>
      font.status === "loaded" ? [pieceName(font.family, font.unicodeRange)] : [],
    ),
  );
  const rules = [...document.styleSheets]
    .flatMap(fontRules)
    .filter(({ style }) =>
      inUse.has(pieceName(style.getPropertyValue("font-family"), style.getPropertyValue("unicode-range"))),
    );
  const carried = await Promise.all(rules.map(carriedRule));
  return carried.join("\n");
}

/** Pieces of one font differ by the letters they hold. */
function pieceName(family: string, range: string): string {
  return `${family.replace(/["']/g, "")} ${range.replace(/\s/g, "").toLowerCase()}`;
}

function fontRules(sheet: CSSStyleSheet): readonly CSSFontFaceRule[] {
  try {
    return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule);
  } catch {
    // Sheets of other origins keep their rules to themselves.
    return [];
  }
}

async function carriedRule(rule: CSSFontFaceRule): Promise<string> {
  const source = rule.style.getPropertyValue("src");
  const address = /url\("?([^")]+)"?\)/.exec(source)?.[1];
  if (address === undefined) return "";
  const base = rule.parentStyleSheet?.href ?? document.baseURI;
  const answer = await fetch(new URL(address, base));
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const data = `url(data:font/woff2;base64,${btoa(binary)})`;
  return rule.cssText.replace(/src:[^;]+;/, `src: ${data};`).replace(/font-display:[^;]+;/, "");
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
