import type { FieldContext } from "../field-type.ts";
import type { FieldServices } from "./field-services.ts";

/** Names that are looked up for one paste; what is beyond stays unread. */
const MOST_NAMES = 500;

/** What names are looked up with. */
type NameSearches = Pick<FieldServices, "searchUsers" | "searchTeams" | "searchRecords" | "findRecord">;

const keyOf = (target: string, text: string) => `${target}\n${text}`;

/**
 * The context with the names that a reading asks for looked up beforehand: people and teams by exactly their name, records
 * by that or by another field that tells them apart, if only one has it. `read` reads everything once with the context it is given.
 */
export async function withNames(
  context: FieldContext,
  services: NameSearches,
  read: (context: FieldContext) => void,
): Promise<FieldContext> {
  const asked = new Map<string, { readonly target: string; readonly text: string }>();
  read({
    ...context,
    find: (target, text) => {
      if (asked.size < MOST_NAMES) asked.set(keyOf(target, text), { target, text });
      return undefined;
    },
  });
  const found = new Map<string, string>();
  await Promise.all(
    [...asked].map(async ([key, { target, text }]) => {
      const meant = await meantBy(services, target, text.trim());
      if (meant !== undefined) found.set(key, meant);
    }),
  );
  return { ...context, find: (target, text) => found.get(keyOf(target, text)) };
}

async function meantBy(services: NameSearches, target: string, text: string): Promise<string | undefined> {
  const isRecord = target !== "user" && target !== "team";
  if (isRecord && services.findRecord) return (await services.findRecord(target, text))?.id;
  const same = (await search(services, target, text)).filter(({ label }) => label === text);
  return same.length === 1 ? same[0]?.id : undefined;
}

function search(services: NameSearches, target: string, text: string) {
  if (target === "user") return services.searchUsers(text);
  if (target === "team") return services.searchTeams(text);
  return services.searchRecords(target, text);
}
