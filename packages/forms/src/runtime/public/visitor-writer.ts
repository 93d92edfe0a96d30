import { localize } from "@mortise/kit";
import { type Actor, type Cause, systemActor } from "@mortise/store";
import type { OpenForm } from "./open-form.ts";

/** Who writes what a visitor sent, and why: the form decides what may be written, also to fields that people cannot change. */
export function visitorWriter(
  { form, link }: OpenForm,
  visitor: Actor,
): { readonly writer: Actor; readonly cause: Cause } {
  const { locale, timeZone } = visitor;
  const names = [form.name, ...(link.name ? [link.name] : [])];
  const label = names.map((name) => localize(name, locale)).join(" · ");
  return {
    writer: { ...systemActor, locale, timeZone },
    cause: { type: "public-form", id: form.id, label },
  };
}
