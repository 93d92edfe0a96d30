import { shortKey } from "@mortise/kit";
import { MAIN_LINK, type LinkSettings, type PublicFormSettings, type PublicLink } from "@mortise/metadata";
import type { Unset } from "./access-with.ts";

/** What is set about one link of a form. */
export type LinkChanges = Unset<PublicFormSettings & Pick<PublicLink, "name">>;

const TEXTS: readonly string[] = ["intro", "receipt"];

/** Settings of a form that is offered for the first time. */
export function firstSettings(): PublicFormSettings {
  return { enabled: false, slug: shortKey(12) };
}

/** A further link, open at once: it is reached by nobody before the form is published. */
export function newLink(number: number): PublicLink {
  return {
    id: `link_${shortKey(6)}`,
    name: { zh: `链接 ${number}`, en: `Link ${number}` },
    enabled: true,
    slug: shortKey(12),
  };
}

/** The settings of a link as they are written: its own, without what it takes from the form. */
export function ownSettings(
  settings: PublicFormSettings,
  link: string,
): LinkSettings & Pick<PublicLink, "enabled" | "slug"> {
  return settings.links?.find(({ id }) => id === link) ?? settings;
}

/** The form's settings with changes to one link; texts that were emptied are left out. */
export function withChanges(
  settings: PublicFormSettings,
  link: string,
  changes: LinkChanges,
): PublicFormSettings {
  if (link === MAIN_LINK) return cleaned({ ...settings, ...changes });
  const links = (settings.links ?? []).map((one) =>
    one.id === link ? cleaned({ ...one, ...changes }) : one,
  );
  return { ...settings, links };
}

/** Without what is not set, and without texts and addresses that were emptied. */
function cleaned<Settings extends object>(settings: Unset<Settings>): Settings {
  const kept = Object.entries(settings).filter(
    ([key, value]) => value !== undefined && value !== "" && !(TEXTS.includes(key) && isBlankText(value)),
  );
  // What is left out may be.
  return Object.fromEntries(kept) as Settings;
}

function isBlankText(value: unknown): boolean {
  const { zh, en } = value as { readonly zh: string; readonly en: string }; // a text in both languages
  return zh === "" && en === "";
}
