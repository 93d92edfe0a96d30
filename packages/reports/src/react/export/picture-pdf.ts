/** Points of a CSS pixel. */
const POINTS = 0.75;

/** A JPEG picture and its size in pixels; `scale` of them make a CSS pixel. */
export interface PaperPicture {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/** A PDF of one page that a picture fills, as large as the picture is on screen. */
export function picturePdf({ jpeg, width, height, scale }: PaperPicture): Uint8Array<ArrayBuffer> {
  const [w, h] = [width, height].map((pixels) => ((pixels / scale) * POINTS).toFixed(2));
  const drawing = `q ${w} 0 0 ${h} 0 0 cm /Picture Do Q`;
  const objects: readonly (readonly [head: string, body?: Uint8Array])[] = [
    ["<< /Type /Catalog /Pages 2 0 R >>"],
    ["<< /Type /Pages /Kids [3 0 R] /Count 1 >>"],
    [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Contents 4 0 R /Resources << /XObject << /Picture 5 0 R >> >> >>`,
    ],
    [`<< /Length ${drawing.length} >>`, new TextEncoder().encode(drawing)],
    [
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>`,
      jpeg,
    ],
  ];
  const pieces: Uint8Array[] = [];
  const places: number[] = [];
  let length = 0;
  const write = (piece: string | Uint8Array): void => {
    const bytes = typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
    pieces.push(bytes);
    length += bytes.length;
  };
  write("%PDF-1.4\n");
  objects.forEach(([head, body], index) => {
    places.push(length);
    write(`${index + 1} 0 obj\n${head}\n`);
    if (body) {
      write("stream\n");
      write(body);
      write("\nendstream\n");
    }
    write("endobj\n");
  });
  const start = length;
  const entries = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  write(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`);
  write(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
