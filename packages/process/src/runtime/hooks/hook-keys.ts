import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { BlockList, isIPv6 } from "node:net";

/** A new address that nobody guesses. */
export function newToken(): string {
  return randomBytes(24).toString("base64url");
}

/** The secret under which calls to an address are signed; another address has another one. */
export function secretOf(installation: string, token: string): string {
  return createHmac("sha256", installation).update(`flow hook ${token}`).digest("base64url");
}

/** Whether `sha256=…` is the HMAC-SHA256 of a body under a secret, in hex. */
export function isSignedWith(secret: string, signature: string | undefined, body: Buffer): boolean {
  const expected = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
  const given = Buffer.from(signature ?? "");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Whether an address is on a list of addresses and networks; everybody is on an empty one. */
export function isListed(addresses: readonly string[], peer: string): boolean {
  if (addresses.length === 0) return true;
  const list = new BlockList();
  for (const entry of addresses) {
    const [address = "", bits] = entry.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  // A socket that takes both kinds writes an IPv4 address as part of an IPv6 one.
  const plain = peer.replace(/^::ffff:/i, "");
  return list.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
}
