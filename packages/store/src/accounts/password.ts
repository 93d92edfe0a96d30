import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2);
// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
const COST = { parallelism: 1, memory: 19_456, passes: 2, tagLength: 32 } as const;

/** A salted argon2id hash in the form `argon2id$<salt>$<tag>`, both in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive("argon2id", { ...COST, nonce, message: password });
  return `argon2id$${nonce.toString("base64url")}$${tag.toString("base64url")}`;
}

/** Tells whether the password belongs to the hash; takes as long for an absent hash, so that accounts cannot be guessed by time. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [, salt = "", expected = ""] = (hash ?? "").split("$");
  const nonce = salt ? Buffer.from(salt, "base64url") : Buffer.alloc(16);
  const tag = await derive("argon2id", { ...COST, nonce, message: password });
  const wanted = Buffer.from(expected, "base64url");
  return wanted.length === tag.length && timingSafeEqual(wanted, tag);
}
