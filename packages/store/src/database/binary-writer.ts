const FIRST_BYTES = 65_536;
/** Texts longer than this are written by the runtime, shorter ones faster by hand. */
const SHORT = 48;
const HIGH_PART = 0x1_0000_0000;

/** Bytes in network order, put together in one buffer that grows. */
export class BinaryWriter {
  #bytes: Buffer;
  #end = 0;

  constructor(size = FIRST_BYTES) {
    this.#bytes = Buffer.allocUnsafeSlow(size);
  }

  /** What was written; the writer begins anew, with memory of its own. */
  take(): Buffer {
    const bytes = this.#bytes.subarray(0, this.#end);
    this.#bytes = Buffer.allocUnsafeSlow(this.#bytes.length);
    this.#end = 0;
    return bytes;
  }

  /** How much was written since the last {@link take}. */
  get length(): number {
    return this.#end;
  }

  /** Takes back what was written after this length. */
  backTo(length: number): void {
    this.#end = length;
  }

  /** Leaves four bytes for a length; {@link fill} puts it there. */
  reserve(): number {
    const place = this.#end;
    this.int32(0);
    return place;
  }

  /** Puts the number of bytes written since {@link reserve} into its place. */
  fill(place: number): void {
    const length = this.#end - place - 4;
    const bytes = this.#bytes;
    bytes[place] = length >>> 24;
    bytes[place + 1] = length >>> 16;
    bytes[place + 2] = length >>> 8;
    bytes[place + 3] = length;
  }

  int8(value: number): void {
    this.#makeRoom(1);
    this.#bytes[this.#end] = value;
    this.#end += 1;
  }

  int16(value: number): void {
    this.#makeRoom(2);
    const bytes = this.#bytes;
    bytes[this.#end] = value >>> 8;
    bytes[this.#end + 1] = value;
    this.#end += 2;
  }

  int32(value: number): void {
    this.#makeRoom(4);
    const bytes = this.#bytes;
    bytes[this.#end] = value >>> 24;
    bytes[this.#end + 1] = value >>> 16;
    bytes[this.#end + 2] = value >>> 8;
    bytes[this.#end + 3] = value;
    this.#end += 4;
  }

  /** A whole number that a JavaScript number holds exactly. */
  int64(value: number): void {
    const high = Math.floor(value / HIGH_PART);
    this.int32(high);
    this.int32(value - high * HIGH_PART);
  }

  /** So many bytes of nothing. */
  zeros(count: number): void {
    this.#makeRoom(count);
    for (let index = 0; index < count; index += 1) this.#bytes[this.#end + index] = 0;
    this.#end += count;
  }

  bytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** The sixteen bytes of a UUID, of which the form is right. */
  uuid(text: string): void {
    this.#makeRoom(16);
    const bytes = this.#bytes;
    let end = this.#end;
    for (let at = 0; at < 36; at += 2) {
      if (at === 8 || at === 13 || at === 18 || at === 23) at += 1;
      bytes[end] = (hexDigit(text.charCodeAt(at)) << 4) | hexDigit(text.charCodeAt(at + 1));
      end += 1;
    }
    this.#end = end;
  }

  /** A well-formed text as UTF-8. */
  text(text: string): void {
    const { length } = text;
    this.#makeRoom(length * 3);
    if (length > SHORT) {
      this.#end += this.#bytes.write(text, this.#end);
      return;
    }
    const bytes = this.#bytes;
    let end = this.#end;
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index);
      if (code < 0x80) {
        bytes[end] = code;
        end += 1;
      } else if (code >= 0x800 && (code & 0xf800) !== 0xd800) {
        bytes[end] = 0xe0 | (code >> 12);
        bytes[end + 1] = 0x80 | ((code >> 6) & 0x3f);
        bytes[end + 2] = 0x80 | (code & 0x3f);
        end += 3;
      } else {
        this.#end += bytes.write(text, this.#end);
        return;
      }
    }
    this.#end = end;
  }

  /** A text given by its character codes, as UTF-8. */
  codes(units: Uint16Array, start: number, length: number): void {
    this.#makeRoom(length * 3);
    const bytes = this.#bytes;
    let end = this.#end;
    for (let at = start; at < start + length; at += 1) {
      let code = units[at] ?? 0;
      if (code < 0x80) {
        bytes[end] = code;
        end += 1;
        continue;
      }
      if (code < 0x800) {
        bytes[end] = 0xc0 | (code >> 6);
        end += 1;
      } else {
        if ((code & 0xfc00) === 0xd800) {
          at += 1;
          code = 0x10000 + ((code & 0x3ff) << 10) + ((units[at] ?? 0) & 0x3ff);
          bytes[end] = 0xf0 | (code >> 18);
          bytes[end + 1] = 0x80 | ((code >> 12) & 0x3f);
          end += 2;
        } else {
          bytes[end] = 0xe0 | (code >> 12);
          end += 1;
        }
        bytes[end] = 0x80 | ((code >> 6) & 0x3f);
        end += 1;
      }
      bytes[end] = 0x80 | (code & 0x3f);
      end += 1;
    }
    this.#end = end;
  }

  #makeRoom(length: number): void {
    if (this.#end + length <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow((this.#end + length) * 2);
    larger.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = larger;
  }
}

function hexDigit(code: number): number {
  return code <= 57 ? code - 48 : (code | 32) - 87;
}
