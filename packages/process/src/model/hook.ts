import { isPlainObject, type Json, type LocalizedText } from "@mortise/kit";

/** Which value of what another system sends goes into which field. */
export interface HookField {
  /** Way to the value: `contact.phone`, `items.0.name`; empty for the whole. */
  readonly path: string;
  readonly field: string;
}

/** How a flow takes what another system sends. */
export interface Hook {
  readonly fields: readonly HookField[];
  /** Fields that together say which record is meant; with none, each call makes a new one. */
  readonly match: readonly string[];
  /** Calls have to be signed. */
  readonly isSigned: boolean;
  /** Addresses and networks that may call; none means all. */
  readonly addresses: readonly string[];
  /** What is answered; absent, the id of the record. */
  readonly reply?: string;
}

const MOST_PATHS = 300;
const DEEPEST = 8;

/** The value at a path; undefined where there is none. Own properties only. */
export function valueAt(body: Json, path: string): Json | undefined {
  if (path === "") return body;
  let value: Json | undefined = body;
  for (const step of path.split(".")) {
    if (Array.isArray(value)) value = /^\d{1,4}$/.test(step) ? value[Number(step)] : undefined;
    else if (isPlainObject(value) && Object.hasOwn(value, step)) value = value[step];
    else return undefined;
  }
  return value;
}

/** A value that was sent, with the way to it. */
export interface SentValue {
  readonly path: string;
  readonly value: string | number | boolean | null;
}

/** The single values in what was sent, in its order; at most 300, at most eight levels deep. */
export function sentValues(body: Json): readonly SentValue[] {
  const found: SentValue[] = [];
  const visit = (value: Json, path: readonly string[]): void => {
    if (found.length >= MOST_PATHS || path.length > DEEPEST) return;
    if (typeof value !== "object" || value === null) found.push({ path: path.join("."), value });
    else if (Array.isArray(value))
      for (const [index, item] of value.entries()) visit(item, [...path, String(index)]);
    else for (const [key, item] of Object.entries(value)) if (isPathPart(key)) visit(item, [...path, key]);
  };
  visit(body, []);
  return found;
}

/** Names with a dot in them cannot be told apart from the way to a deeper value. */
function isPathPart(key: string): boolean {
  return key !== "" && !key.includes(".");
}

/** Complaint about an entry of the list of addresses; undefined when it is an address or a network such as `10.1.0.0/16`. */
export function addressProblem(entry: string): LocalizedText | undefined {
  const [address = "", bits, ...rest] = entry.split("/");
  const isV4 =
    /^(\d{1,3}\.){3}\d{1,3}$/.test(address) && address.split(".").every((part) => Number(part) <= 255);
  const isV6 = /^[0-9a-f:]+$/i.test(address) && address.includes(":");
  const most = isV4 ? 32 : 128;
  const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  if ((isV4 || isV6) && isNetwork && rest.length === 0) return undefined;
  return {
    zh: `“${entry}”不是 IP 地址或网段（例如 203.0.113.7 或 203.0.113.0/24）`,
    en: `"${entry}" is no address or network such as 203.0.113.7 or 203.0.113.0/24`,
  };
}
