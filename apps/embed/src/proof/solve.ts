import { sha256 } from "@noble/hashes/sha2.js";
import { type Challenge, type DeriveKeyFunction, solveChallenge } from "altcha-lib";

/** Browsers hash by themselves only on https; many installations stand in a network of their own without it. */
const deriveKey: DeriveKeyFunction = async ({ cost, keyLength }, salt, password) => {
  const joined = new Uint8Array(salt.length + password.length);
  joined.set(salt);
  joined.set(password, salt.length);
  let derivedKey = sha256(joined);
  for (let round = 1; round < cost; round += 1) derivedKey = sha256(derivedKey);
  return { derivedKey: derivedKey.slice(0, keyLength) };
};

/** Does the work that a challenge asks for; gives what the form sends as its proof, or nothing when it took too long. */
export async function solve(challenge: Challenge): Promise<string | undefined> {
  const solution = await solveChallenge({ challenge, deriveKey });
  return solution ? btoa(JSON.stringify({ challenge, solution })) : undefined;
}
