import { isHostEntry } from "@mortise/connectors";
import { routes } from "@mortise/contract";
import { invalidInput } from "@mortise/kit";
import { OutsideRuleBook } from "@mortise/store";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

/** What flows may reach outside, and their secrets. */
export function registerOutsideRoutes(handle: Handle, { store, clock, channels, config }: Services): void {
  const book = new OutsideRuleBook(store.db, clock);
  const { flowSecrets } = store;
  handle(routes.getOutsideRules, () => book.current());
  handle(routes.saveOutsideRules, ({ actor, body }) =>
    book.save(actor, { ...body, hosts: goodHosts("hosts", body.hosts) }),
  );
  handle(routes.outsideAllowed, async () => {
    const { hosts } = await book.current();
    return { hosts, channels: Object.keys(channels), scripts: config.flowScripts === true };
  });
  handle(routes.listFlowSecrets, async ({ params }) => ({ items: await flowSecrets.list(params.app) }));
  handle(routes.addFlowSecret, ({ actor, params, body }) =>
    flowSecrets.save(actor, params.app, { ...body, host: goodHost(body.host) }),
  );
  handle(routes.changeFlowSecret, ({ actor, params, body }) =>
    flowSecrets.save(actor, params.app, { ...body, id: params.id, host: goodHost(body.host) }),
  );
  handle(routes.removeFlowSecret, async ({ actor, params }) => {
    await flowSecrets.remove(actor, params.app, params.id);
    return { id: params.id };
  });
}

/** Hosts as they are compared: in small letters, each once. KIT_INVALID_INPUT names those that are none. */
function goodHosts(path: string, hosts: readonly string[]): readonly string[] {
  const plain = [...new Set(hosts.map((host) => host.trim().toLowerCase()).filter((host) => host !== ""))];
  const details = plain.flatMap((host) => (isHostEntry(host) ? [] : [{ path, message: notHost(host) }]));
  if (details.length > 0) throw invalidInput({}, { details });
  return plain;
}

/** A secret goes to one host, not to any below a name. */
function goodHost(host: string): string {
  const [plain = ""] = goodHosts("host", [host]);
  if (plain === "" || plain.startsWith("*"))
    throw invalidInput({}, { details: [{ path: "host", message: notHost(host) }] });
  return plain;
}

function notHost(host: string) {
  return {
    zh: `“${host}”不是主机名，请写成 api.example.com 或 erp.example.com:8443，不带 https:// 和路径`,
    en: `"${host}" is no host: write api.example.com or erp.example.com:8443, without https:// and path`,
  };
}
