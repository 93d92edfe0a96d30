import type { Expression } from "@mortise/expression";
import type { JsonObject, LocalizedText } from "@mortise/kit";
import type { PublicAccess } from "./public-access.ts";

/**
 * What a visitor's browser tells of where they come from: the page before, the page that the form stands on, the device
 * (phone, tablet, computer), its system and browser. Stored as parameters are.
 */
export const VISITOR_FACTS = ["@referrer", "@page", "@device", "@system", "@browser"] as const;

/** One thing that a visitor's browser tells. */
export type VisitorFact = (typeof VISITOR_FACTS)[number];

/** How long visitors may change what they sent, by a private link. */
export interface OwnEditing {
  readonly hours: number;
  /** Only while the record is so; a record that moved on stays as it is. */
  readonly while?: Expression;
}

/** What may be different for each link of a form. */
export interface LinkSettings {
  readonly intro?: LocalizedText;
  readonly receipt?: LocalizedText;
  /** Query parameters, and what is known of visitors, stored to fields: `{ "utm_source": "utm_source", "@referrer": "came_from" }`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Values set on each submission, e.g. `{ "source": "website" }`. */
  readonly values?: JsonObject;
  readonly access?: PublicAccess;
  /** Absent: what was sent is sent. */
  readonly editing?: OwnEditing;
  /**
   * Where visitors go once they have sent: an https address whose `{field}` stands for what they answered. The server
   * follows it only to hosts that its administrator allows.
   */
  readonly redirect?: string;
}

/**
 * A further address of a public form, for a channel of its own: 展会 A, the shop in Jinan. What it does not set is as the
 * form's settings say; parameters and values are added to theirs.
 */
export interface PublicLink extends LinkSettings {
  readonly id: string;
  readonly name: LocalizedText;
  readonly enabled: boolean;
  /** Unguessable last part of the address `/f/<slug>`. */
  readonly slug: string;
}

/** How a form is offered to visitors without an account; what stands here directly is its first link. */
export interface PublicFormSettings extends LinkSettings {
  readonly enabled: boolean;
  /** Unguessable last part of the address `/f/<slug>`. */
  readonly slug: string;
  /** Ids of the entity's rules whose data linkage works for visitors too: what they fill in is shown to anybody. */
  readonly fills?: readonly string[];
  /** Shows what those linkages find while a visitor still types, and not only to those who read the record. */
  readonly liveFills?: boolean;
  /** The visitor's device keeps what was sent, and the next time begins with it. */
  readonly remember?: boolean;
  /** Field of text in which the internet address of the visitor is kept. */
  readonly addressField?: string;
  readonly links?: readonly PublicLink[];
}

/** A field that a public query shows. */
export interface ShownField {
  readonly field: string;
  /** Shortened, like 138****8000. */
  readonly masked?: boolean;
}

/**
 * A page on which visitors find records of the form's entity: by fields that they have to know all of, exactly. It shows
 * chosen fields of them and nothing else.
 */
export interface PublicQuery {
  readonly enabled: boolean;
  /** Unguessable last part of the address `/q/<slug>`. */
  readonly slug: string;
  readonly title?: LocalizedText;
  readonly intro?: LocalizedText;
  /** The fields that visitors have to know, all of them. */
  readonly by: readonly string[];
  readonly show: readonly ShownField[];
  /** Only records that are so are found. */
  readonly filter?: Expression;
  readonly access?: Pick<PublicAccess, "opensAt" | "closesAt" | "windows" | "password">;
}

/** The id of a form's first link, which has no entry in `links`. */
export const MAIN_LINK = "";

/** A link with all its settings, its own and those that it takes from the form. */
export interface OfferedLink extends Omit<PublicFormSettings, "links"> {
  /** `MAIN_LINK`, or the id of a further one. */
  readonly link: string;
  /** Of a further link. */
  readonly name?: LocalizedText;
}

/** Every link of a form, the first one first, whether it is on or off. */
export function offeredLinks(settings: PublicFormSettings): readonly OfferedLink[] {
  const { links = [], ...main } = settings;
  return [
    { ...main, link: MAIN_LINK },
    ...links.map(({ id, ...own }) => ({
      ...main,
      ...own,
      link: id,
      ...addedTo(main.parameters, own.parameters, "parameters"),
      ...addedTo(main.values, own.values, "values"),
    })),
  ];
}

/** The links whose limits are their own: what they count is not counted with the others. */
export function linksApart({ links = [] }: PublicFormSettings): readonly string[] {
  return links.filter(({ access }) => access !== undefined).map(({ id }) => id);
}

/** Whether visitors can reach the form by any link. */
export function isOffered(settings: PublicFormSettings | undefined): boolean {
  return settings !== undefined && offeredLinks(settings).some(({ enabled }) => enabled);
}

function addedTo<Key extends string, Part extends object>(
  main: Part | undefined,
  own: Part | undefined,
  key: Key,
): { readonly [K in Key]?: Part } {
  // One computed key is that key.
  return main || own ? ({ [key]: { ...main, ...own } } as { readonly [K in Key]?: Part }) : {};
}
