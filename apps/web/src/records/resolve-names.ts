import type { FieldContext } from "@mortise/fields";
import type { FieldServices } from "@mortise/fields/react";

/** Names that are looked up for one paste; what is beyond stays unread. */
const MOST_NAMES = 500;

/** What names are looked up with. */
type NameSearches = Pick<FieldServices, "searchUsers" | "searchTeams" | "searchRecords">;

const keyOf = (target: string, text: string) => `${target}\n${text}`;

/**
 * The context with the names that a reading asks for looked up beforehand: people, teams and records by exactly their
 * name, if only one has it. `read` reads everything once with the context it is given.
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
      const same = (await search(services, target, text)).filter(({ label }) => label === text);
      if (same.length === 1 && same[0]) found.set(key, same[0].id);
    }),
  );
  return { ...context, find: (target, text) => found.get(keyOf(target, text)) };
}

function search(services: NameSearches, target: string, text: string) {
  if (target === "user") return services.searchUsers(text);
  if (target === "team") return services.searchTeams(text);
  return services.searchRecords(target, text);
}
