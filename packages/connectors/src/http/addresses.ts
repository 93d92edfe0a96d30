import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** An address that a name leads to. */
export interface HostAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Finds the addresses of a name. */
export type Resolve = (host: string) => Promise<readonly HostAddress[]>;

/** Asks the resolver of the system, as connections do. */
export const systemResolve: Resolve = async (host) => {
  const found = await lookup(host, { all: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

/**
 * Whether an address is one of the public internet: not of this machine, of a private network, of a link, of a cloud's own
 * services, and none in which such an address is wrapped.
 */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}

/** Addresses that answer with the keys of the machine on every cloud: nobody is sent there, whoever allows it. */
const NEVER: ReadonlySet<string> = new Set(["linkLocal", "unspecified", "broadcast", "multicast"]);
const METADATA: ReadonlySet<string> = new Set(["100.100.100.200", "fd00:ec2::254", "192.0.0.192"]);

/** Whether an address of the own network may be allowed at all. */
export function mayBeAllowed(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const plain = ipaddr.process(address);
  return !NEVER.has(plain.range()) && !METADATA.has(plain.toString());
}

/** The address in a host that is written as one; undefined for names. */
export function literalAddress(host: string): HostAddress | undefined {
  const plain = host.replace(/^\[|\]$/g, "");
  const family = isIP(plain);
  return family === 4 || family === 6 ? { address: plain, family } : undefined;
}
