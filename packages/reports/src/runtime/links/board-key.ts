import { createHmac, timingSafeEqual } from "node:crypto";

const ID_BYTES = 16;
const PROOF_BYTES = 16;

/**
 * The secret part of a board link's address: its id and a proof that this server made it. It can be shown again whenever
 * somebody asks, and whoever reads the database cannot work it out.
 */
export class BoardKeys {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** The key of a link, 43 characters of an address. */
  keyOf(id: string): string {
    const bytes = Buffer.from(id.replaceAll("-", ""), "hex");
    return Buffer.concat([bytes, this.#proofOf(bytes)]).toString("base64url");
  }

  /** The id that a key stands for; undefined when this server did not make it. */
  idOf(key: string): string | undefined {
    const bytes = Buffer.from(key, "base64url");
    if (bytes.length !== ID_BYTES + PROOF_BYTES) return undefined;
    const id = bytes.subarray(0, ID_BYTES);
    if (!timingSafeEqual(bytes.subarray(ID_BYTES), this.#proofOf(id))) return undefined;
    const hex = id.toString("hex");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  /** What is kept of a link's password: of no use without the server's secret. */
  sealOf(id: string, password: string): Buffer {
    return this.#hmac(`password/${id}/${password}`);
  }

  /** Whether it is the password; takes as long for a wrong one. */
  isPassword(id: string, seal: Buffer, given: string): boolean {
    const sealed = this.sealOf(id, given);
    return seal.length === sealed.length && timingSafeEqual(seal, sealed);
  }

  #proofOf(id: Buffer): Buffer {
    return this.#hmac(`link/${id.toString("hex")}`).subarray(0, PROOF_BYTES);
  }

  #hmac(text: string): Buffer {
    return createHmac("sha256", this.#secret).update(`board-link/${text}`).digest();
  }
}
