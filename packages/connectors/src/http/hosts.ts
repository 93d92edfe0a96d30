/** An entry of a list of hosts, taken apart: `api.example.com`, `*.example.com`, `erp.lan:8080`. */
interface HostEntry {
  readonly name: string;
  /** Absent: the ports of the web, 80 and 443. */
  readonly port?: string;
}

const WEB_PORTS: ReadonlySet<string> = new Set(["80", "443"]);

/** Whether an entry of a list of hosts can be one. */
export function isHostEntry(entry: string): boolean {
  return (
    /^(\*\.)?([a-z0-9_-]+\.)*[a-z0-9_-]+(:\d{1,5})?$/i.test(entry) ||
    /^\[[0-9a-f:.]+\](:\d{1,5})?$/i.test(entry)
  );
}

/**
 * Whether an address is on a list of hosts. An entry without a port allows 80 and 443, `*.` any name below but not the name
 * itself. Nothing is on an empty list.
 */
export function isListedHost(hosts: readonly string[], url: URL): boolean {
  const name = url.hostname.toLowerCase();
  const port = portOf(url);
  return hosts.some((entry) => {
    const listed = entryOf(entry);
    const isPort = listed.port === undefined ? WEB_PORTS.has(port) : listed.port === port;
    if (!isPort) return false;
    return listed.name.startsWith("*.") ? name.endsWith(listed.name.slice(1)) : name === listed.name;
  });
}

/** The port that an address leads to. */
export function portOf({ port, protocol }: URL): string {
  return port || (protocol === "https:" ? "443" : "80");
}

function entryOf(entry: string): HostEntry {
  const [, name = entry, port] = /^(\[.+\]|[^:]+)(?::(\d+))?$/.exec(entry.trim().toLowerCase()) ?? [];
  return port === undefined ? { name } : { name, port };
}
