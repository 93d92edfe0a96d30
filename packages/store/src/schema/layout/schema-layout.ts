/**
 * Where the fields of an app live that found no room in the main tables of their entities: part number by field, by
 * entity. Part 1 of `lead` is the table `lead$2`. Fields that are not named live in the main table.
 */
export type SchemaLayout = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The table of a part of an entity; part 0 is the main table. `$` cannot stand in an id. */
export function partName(table: string, part: number): string {
  return part === 0 ? table : `${table}$${part + 1}`;
}

const PART = /^(?<table>.+)\$(?<number>\d+)$/;

/** Reads the name of a part back. */
export function parsePartName(name: string): { readonly table: string; readonly part: number } {
  const groups = PART.exec(name)?.groups;
  const table = groups?.["table"];
  return table === undefined ? { table: name, part: 0 } : { table, part: Number(groups?.["number"]) - 1 };
}
