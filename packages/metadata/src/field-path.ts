import type { LocalizedText } from "@mortise/kit";
import type { Catalog } from "./catalog.ts";

/** The place of a value in a text of a template: `{amount}`, or through references `{customer.owner}`. */
export const QUOTED_PATH = /\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*){0,3})\}/g;

/** So many references may lie between a record and a value. */
export const MOST_HOPS = 3;

/** The paths that a text names, each once. */
export function pathsInText(text: LocalizedText | undefined): readonly string[] {
  if (!text) return [];
  const found = [text.zh, text.en].flatMap((one) =>
    [...one.matchAll(QUOTED_PATH)].map(([, path = ""]) => path),
  );
  return [...new Set(found)];
}

/** The fields along a path from the records of an entity, each with the entity whose field it is; undefined where a step is no reference. */
export function fieldsOnPath(
  catalog: Pick<Catalog, "targetOf">,
  entity: string,
  path: string,
): readonly { readonly entity: string; readonly field: string }[] | undefined {
  const steps: { readonly entity: string; readonly field: string }[] = [];
  let at: string | undefined = entity;
  for (const field of path.split(".")) {
    if (at === undefined) return undefined;
    steps.push({ entity: at, field });
    at = catalog.targetOf(at, field);
  }
  return steps;
}
