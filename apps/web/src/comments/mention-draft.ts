import { MENTION } from "@mortise/metadata";

/** A person who can be named. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** People by the names under which they stand in a draft: `王伟`, or `王伟 (2)` for the next of that name. */
export type NamedPeople = ReadonlyMap<string, string>;

/** The people with one more, and the name under which this one stands. */
export function withPerson(
  people: NamedPeople,
  { id, name }: Person,
): { readonly people: NamedPeople; readonly name: string } {
  for (let n = 1; ; n += 1) {
    const free = n === 1 ? name : `${name} (${n})`;
    const taken = people.get(free);
    if (taken === undefined || taken === id) return { people: new Map([...people, [free, id]]), name: free };
  }
}

/** What is kept of a draft: `@[id]` for each name that was chosen; what merely looks like a name stays text. */
export function fromDraft(draft: string, people: NamedPeople): string {
  const names = [...people.keys()].toSorted((a, b) => b.length - a.length);
  let text = "";
  for (let at = 0; at < draft.length;) {
    const name = draft[at] === "@" ? names.find((each) => draft.startsWith(each, at + 1)) : undefined;
    text += name === undefined ? draft.charAt(at) : `@[${people.get(name) ?? ""}]`;
    at += name === undefined ? 1 : name.length + 1;
  }
  return text;
}

/** A kept text as it is edited, and the people named in it. */
export function toDraft(
  text: string,
  nameOf: (id: string) => string | undefined,
): { readonly draft: string; readonly people: NamedPeople } {
  let people: NamedPeople = new Map();
  const draft = text.replace(MENTION, (_mention, id: string) => {
    const added = withPerson(people, { id, name: nameOf(id) ?? "…" });
    people = added.people;
    return `@${added.name}`;
  });
  return { draft, people };
}

/** A kept text in pieces: plain text, and the ids of those named. */
export function pieces(text: string): readonly (string | { readonly person: string })[] {
  const parts: (string | { readonly person: string })[] = [];
  let at = 0;
  for (const found of text.matchAll(MENTION)) {
    if (found.index > at) parts.push(text.slice(at, found.index));
    parts.push({ person: found[1] ?? "" });
    at = found.index + found[0].length;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}
