/** A picture that may hold a code: a frame of the camera, or a photograph. */
export type CodePicture = HTMLVideoElement | ImageBitmap;

interface BrowserDetector {
  detect(picture: CodePicture): Promise<readonly { readonly rawValue: string }[]>;
}

interface BrowserDetectorClass {
  new (): BrowserDetector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** Larger pictures are drawn smaller before the library looks at them. */
const LONGEST_SIDE = 1200;

let reader: Promise<(picture: CodePicture) => Promise<string | undefined>> | undefined;

/** Reads the bar code or QR code in a picture, by the browser itself where it can; undefined when there is none. */
export async function readCode(picture: CodePicture): Promise<string | undefined> {
  reader ??= makeReader();
  return (await reader)(picture);
}

async function makeReader() {
  return (await browserReader()) ?? libraryReader();
}

async function browserReader() {
  // Not among the types of the platform: only some browsers have it.
  const Detector = (globalThis as { BarcodeDetector?: BrowserDetectorClass }).BarcodeDetector;
  const formats = await Detector?.getSupportedFormats().catch(() => []);
  if (!Detector || !formats || formats.length === 0) return undefined;
  const detector = new Detector();
  return async (picture: CodePicture) => (await detector.detect(picture))[0]?.rawValue;
}

/** The library is fetched only where somebody scans and the browser cannot. */
async function libraryReader() {
  const zxing = await import("@zxing/library");
  const hints = new Map([[zxing.DecodeHintType.TRY_HARDER, true]]);
  // The first tells bars apart in uneven light, the second thin ones in even light.
  const sharpeners = [zxing.HybridBinarizer, zxing.GlobalHistogramBinarizer];
  return async (picture: CodePicture) => {
    const drawn = draw(picture);
    if (!drawn) return undefined;
    const source = new zxing.RGBLuminanceSource(luminance(drawn), drawn.width, drawn.height);
    for (const Sharpener of sharpeners) {
      try {
        const bitmap = new zxing.BinaryBitmap(new Sharpener(source));
        return new zxing.MultiFormatReader().decode(bitmap, hints).getText();
      } catch (error) {
        // The library says "nothing found" by throwing.
        if (!(error instanceof zxing.Exception)) throw error;
      }
    }
    return undefined;
  };
}

function draw(picture: CodePicture): ImageData | undefined {
  const [width, height] =
    picture instanceof HTMLVideoElement
      ? [picture.videoWidth, picture.videoHeight]
      : [picture.width, picture.height];
  if (width === 0 || height === 0) return undefined;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  if (!paper) return undefined;
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return paper.getImageData(0, 0, canvas.width, canvas.height);
}

/** How bright each pixel is, 0 to 255. */
function luminance({ data, width, height }: ImageData): Uint8ClampedArray {
  const bright = new Uint8ClampedArray(width * height);
  for (let at = 0; at < bright.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3);
    bright[at] = (red + 2 * green + blue) / 4;
  }
  return bright;
}
