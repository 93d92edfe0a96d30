import { crc32, deflateRawSync } from "node:zlib";

/** A file to be packed for a test; what is given besides name and content makes the archive wrong. */
export interface FileToPack {
  /** As bytes where the archive is not to say it in UTF-8. */
  readonly name: string | Buffer;
  readonly content: string | Buffer;
  /** The size the archive states. */
  readonly claims?: number;
  readonly isEncrypted?: boolean;
  readonly isLink?: boolean;
  /** The content is that of the file before, packed once. */
  readonly sharesContent?: boolean;
}

/** The bytes of a .zip. */
export function packedFiles(files: readonly FileToPack[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let last = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const content = Buffer.from(file.content);
    const data = deflateRawSync(content);
    const at = file.sharesContent === true ? last : offset;
    if (file.sharesContent !== true) {
      const local = Buffer.alloc(30);
      local.writeUInt32LE(0x04034b50, 0);
      local.writeUInt16LE(8, 8);
      local.writeUInt16LE(name.length, 26);
      parts.push(local, name, data);
      last = offset;
      offset += 30 + name.length + data.length;
    }
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(file.isEncrypted === true ? 1 : 0, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(crc32(content), 16);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(file.claims ?? content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt16LE(file.isLink === true ? 0xa1ff : 0x81a4, 40);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, name);
  }
  const end = Buffer.alloc(22);
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
