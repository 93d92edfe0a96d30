import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

/** What sealed values are made with. */
export interface SealingOptions {
  /** The installation's secret; keys follow from it. */
  readonly secret: string;
  /** Secrets of before: what was sealed with them can still be opened. */
  readonly former?: readonly string[];
}

/** Encrypts values that lie in columns, and what was encrypted opens again at the same place only. */
export interface Sealer {
  /** A sealed value of the place is given back as it is. */
  seal(plain: string, place: string): string;
  /** Undefined when the value was not sealed here, or with a secret that is not known any more. */
  open(stored: string, place: string): string | undefined;
}

interface Key {
  readonly id: string;
  readonly key: Buffer;
}

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^sealed:1:([0-9a-f]{8}):([A-Za-z0-9_-]+)$/;

/** AES-256-GCM under keys derived from the secrets; the id of the key stands in front of each value. */
export function createSealer({ secret, former = [] }: SealingOptions): Sealer {
  const present = keyOf(secret);
  const keys = new Map([...former.map(keyOf), present].map((one) => [one.id, one]));
  const open = (stored: string, place: string): string | undefined => {
    const [, id = "", body = ""] = SEALED.exec(stored) ?? [];
    const known = keys.get(id);
    return known && decrypt(known, Buffer.from(body, "base64url"), place);
  };
  return {
    open,
    seal: (plain, place) => (open(plain, place) === undefined ? encrypt(present, plain, place) : plain),
  };
}

function keyOf(secret: string): Key {
  const key = Buffer.from(hkdfSync("sha256", secret, "mortise", "sealed values 1", 32));
  return { id: createHash("sha256").update(key).digest("hex").slice(0, 8), key };
}

function encrypt({ id, key }: Key, plain: string, place: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return `sealed:1:${id}:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`;
}

function decrypt({ key }: Key, sealed: Buffer, place: string): string | undefined {
  if (sealed.length < IV_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(place))
    .setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  } catch {
    // Changed, or sealed elsewhere.
    return undefined;
  }
}
