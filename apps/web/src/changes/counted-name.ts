import type { LocalizedText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";

/** What so many records of an entity are called: one lead, two leads. Empty for an entity that is gone. */
export function countedName(
  localize: (text: LocalizedText | undefined) => string,
  entity: EntityDocument | undefined,
  count: number,
): string {
  return localize(count === 1 ? entity?.name : (entity?.plural ?? entity?.name));
}
