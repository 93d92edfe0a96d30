import type { FormLink } from "@mortise/metadata";

/** Addresses that may be opened or shown; anything else, scripts above all, leads nowhere. */
const OPENED = /^(https?|mailto|tel):$/;

/**
 * The address of a link with the parameters that have a value, those in the address itself kept; undefined when it is
 * none that may be opened.
 */
export function linkAddress(
  { url, parameters = {} }: FormLink,
  textOf: (field: string) => string,
): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const address = new URL(url);
  if (!OPENED.test(address.protocol)) return undefined;
  for (const [name, field] of Object.entries(parameters)) {
    const text = textOf(field);
    if (text !== "") address.searchParams.set(name, text);
  }
  return address.href;
}

/** Whether pages of an address may be embedded: https only, from a host that is listed, or below one listed as `*.host`. */
export function mayEmbed(address: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return (
    protocol === "https:" &&
    hosts.some((allowed) => (allowed.startsWith("*.") ? host.endsWith(allowed.slice(1)) : host === allowed))
  );
}
