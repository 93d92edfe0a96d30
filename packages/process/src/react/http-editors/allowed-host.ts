/** The host in an address, which is always written out; undefined while there is none. */
export function hostIn(address: string): string | undefined {
  const [, host] = /^https?:\/\/([^/?#{}\s]+)/i.exec(address.trim()) ?? [];
  return host?.toLowerCase();
}

/** Whether a list of hosts holds that of an address; the server asks again, and has the last word. */
export function allows(hosts: readonly string[], address: string): boolean {
  const host = hostIn(address);
  if (host === undefined) return false;
  const [name = "", port] = host.split(":");
  const isWeb = port === undefined || port === "80" || port === "443";
  return hosts.some((entry) => {
    const [listed = "", listedPort] = entry.split(":");
    const isPort = listedPort === undefined ? isWeb : listedPort === port;
    return isPort && (listed.startsWith("*.") ? name.endsWith(listed.slice(1)) : name === listed);
  });
}
