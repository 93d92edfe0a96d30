import type { Expression } from "@mortise/expression";
import { allSources, type Catalog, expressionFields } from "@mortise/metadata";
import { useEffect } from "react";

type Readers = ReadonlyMap<string, ReadonlySet<string>>;

const byCatalog = new WeakMap<Catalog, Readers>();

/** The entities whose records show something worked out from records of this one: lookups, rollups, formulas over them. */
export function shownIn(catalog: Catalog, entity: string): Iterable<string> {
  const readers = byCatalog.get(catalog) ?? readersIn(catalog);
  byCatalog.set(catalog, readers);
  return readers.get(entity) ?? [];
}

function readersIn(catalog: Catalog): Readers {
  const readers = new Map<string, Set<string>>();
  for (const { id, fields } of catalog.all("entity"))
    for (const field of fields)
      for (const source of allSources(catalog, id, field))
        if (source.entity !== id)
          readers.set(source.entity, (readers.get(source.entity) ?? new Set()).add(id));
  return readers;
}

/** A list on screen whose filter looks at records of other entities. */
interface OpenList {
  readonly app: string;
  readonly entity: string;
  readonly looksAt: ReadonlySet<string>;
}

const open = new Set<OpenList>();

/** The entities of lists on screen that are narrowed by records of this one. */
export function narrowedBy(app: string, entity: string): readonly string[] {
  return [...open].flatMap((list) => (list.app === app && list.looksAt.has(entity) ? [list.entity] : []));
}

/** Says that a list on screen looks at records of other entities; call the answer when it is gone. */
export function followOthers(list: OpenList): () => void {
  open.add(list);
  return () => void open.delete(list);
}

/** Has a list read again also when records change that its filter looks at through references. */
export function useFilterFollowed(
  { app, entity }: Pick<OpenList, "app" | "entity">,
  filter: Expression | undefined,
  catalog: Catalog,
): void {
  const others = new Set(expressionFields(catalog, entity, filter).map((place) => place.entity));
  others.delete(entity);
  const key = [...others].toSorted((a, b) => a.localeCompare(b)).join(" ");
  useEffect(
    () => (key === "" ? undefined : followOthers({ app, entity, looksAt: new Set(key.split(" ")) })),
    [app, entity, key],
  );
}
