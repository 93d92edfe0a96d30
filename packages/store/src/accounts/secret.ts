import { createHash, randomBytes } from "node:crypto";

/** A random secret for one-time links and API tokens: 256 bits as base64url. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a secret: enough to recognise it, too little to use it. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}
