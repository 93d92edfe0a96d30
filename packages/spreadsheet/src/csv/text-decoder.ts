/** Turns bytes into text piece by piece; a leading byte-order mark is dropped, broken bytes become U+FFFD. */
export interface PieceDecoder {
  decode(bytes: Buffer): string;
  end(): string;
}

function utf32Decoder(isBigEndian: boolean): PieceDecoder {
  let rest = Buffer.alloc(0);
  let isStart = true;
  const decode = (bytes: Buffer): string => {
    const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const whole = all.length - (all.length % 4);
    rest = Buffer.from(all.subarray(whole));
    let text = "";
    for (let at = 0; at < whole; at += 4) {
      const code = isBigEndian ? all.readUInt32BE(at) : all.readUInt32LE(at);
      if (isStart && code === 0xfeff) {
        isStart = false;
        continue;
      }
      isStart = false;
      text += code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
    }
    return text;
  };
  return { decode, end: () => (rest.length > 0 ? "\uFFFD" : "") };
}

/** A decoder for any encoding `detectEncoding` can name. */
export function pieceDecoder(encoding: string): PieceDecoder {
  if (encoding === "utf-32le" || encoding === "utf-32be") return utf32Decoder(encoding === "utf-32be");
  const decoder = new TextDecoder(encoding);
  return { decode: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
}
