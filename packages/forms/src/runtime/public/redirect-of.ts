import { type FieldContext, fieldType } from "@mortise/fields";
import type { Value } from "@mortise/expression";
import { filledRedirect, redirectHost } from "@mortise/metadata";
import type { OpenForm } from "./open-form.ts";

interface Answered {
  readonly row: Readonly<Record<string, Value>>;
  readonly context: FieldContext;
  /** Hosts, as `host` or `*.host`, that the administrator allows. */
  readonly hosts: readonly string[];
}

/**
 * Where a visitor goes on to after sending: the address of the link's settings, with answers escaped in it. Nothing
 * when the administrator does not allow its host, or answers would lead elsewhere.
 */
export function redirectOf({ link, asked }: OpenForm, { row, context, hosts }: Answered): string | undefined {
  const { redirect = "" } = link;
  const host = redirectHost(redirect);
  if (host === undefined || !isAllowed(host, hosts)) return undefined;
  const textOf = (id: string): string => {
    const question = asked.find(({ field }) => field.id === id);
    const value = row[id] ?? null;
    return question && value !== null
      ? fieldType(question.field.type).toText(value, question.field, context)
      : "";
  };
  const address = filledRedirect(redirect, textOf);
  const isThere =
    URL.canParse(address) && new URL(address).host.toLowerCase() === new URL(`https://${host}`).host;
  return isThere ? address : undefined;
}

function isAllowed(host: string, hosts: readonly string[]): boolean {
  return hosts.some((one) => (one.startsWith("*.") ? host.endsWith(one.slice(1)) : host === one));
}
