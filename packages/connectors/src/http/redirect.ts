import type { HttpCall, HttpReply } from "./http-call.ts";

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** What may be told to anybody. */
const HARMLESS: ReadonlySet<string> = new Set(["accept", "accept-language", "user-agent"]);

/**
 * The request that a redirect asks for; undefined when the answer is none. To another origin go no headers that say who asks and no
 * content: a redirect that would have the content sent there is refused.
 */
export function nextHop(call: HttpCall, { status, headers }: HttpReply): HttpCall | "refused" | undefined {
  const location = headers["location"];
  if (!REDIRECTS.has(status) || location === undefined) return undefined;
  if (!URL.canParse(location, call.url.href)) return "refused";
  const url = new URL(location, call.url);
  const isSame = url.origin === call.url.origin;
  // A request in clear after one that was encrypted shows everybody what it holds.
  if (call.url.protocol === "https:" && url.protocol !== "https:") return "refused";
  const keepsMethod = status === 307 || status === 308 || call.method === "GET" || call.method === "HEAD";
  if (keepsMethod && call.body !== undefined && !isSame) return "refused";
  const { body: _body, ...rest } = call;
  const kept = call.headers.filter(([name]) => isSame || HARMLESS.has(name.toLowerCase()));
  if (keepsMethod) return { ...call, url, headers: kept };
  const plain = kept.filter(([name]) => !name.toLowerCase().startsWith("content-"));
  return { ...rest, method: "GET", url, headers: plain };
}
