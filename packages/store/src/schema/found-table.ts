import type { ActualSchema, ActualTable } from "./actual-schema.ts";
import { parsePartName } from "./layout/schema-layout.ts";
import { parseKeptName } from "./names.ts";

/** Up to this size, a table is changed at once: nobody waits noticeably for it. */
const SMALL_BYTES = 1 << 20;

/** An entity's table as it stands, with the further tables that hold columns of its rows. */
export class FoundTable {
  /** Name of the main table: the entity's id, or the name under which it was kept. */
  readonly name: string;
  /** The main table first. */
  readonly parts: readonly ActualTable[];

  constructor(name: string, parts: readonly ActualTable[]) {
    this.name = name;
    this.parts = parts;
  }

  /** Whether it may be rewritten or read through while writers wait. */
  get isSmall(): boolean {
    return this.parts.every(({ bytes }) => bytes <= SMALL_BYTES);
  }

  get indexes(): ActualTable["indexes"] {
    return this.parts.flatMap(({ indexes }) => indexes);
  }

  get references(): ActualTable["references"] {
    // A part points at its main table by the record's id: that key belongs to the table, not to a field.
    return this.parts.flatMap(({ references }) => references.filter(({ column }) => column !== "id"));
  }

  get searched(): ActualTable["searched"] {
    return this.parts.flatMap(({ searched }) => searched);
  }

  get searchForm(): string {
    return this.parts[0]?.searchForm ?? "";
  }

  /** All columns by name, with their types. */
  get columns(): ReadonlyMap<string, string> {
    return new Map(this.parts.toReversed().flatMap(({ columns }) => [...columns]));
  }

  /** The part in which a column stands. */
  place(column: string): number | undefined {
    const part = this.parts.findIndex(({ columns }) => columns.has(column));
    return part < 0 ? undefined : part;
  }

  /** The part in which the last kept copy of a field with that type stands. */
  keptPlace(field: string, type: string): number | undefined {
    const kept = this.kept(field, type);
    return kept === undefined ? undefined : this.place(kept);
  }

  /** The column that was kept last for a field, among those of a type. */
  kept(field: string, type: string): string | undefined {
    let last: { readonly name: string; readonly release: number } | undefined;
    for (const [name, own] of this.columns) {
      const kept = parseKeptName(name);
      if (kept?.id === field && own === type && kept.release > (last?.release ?? -1)) {
        last = { name, release: kept.release };
      }
    }
    return last?.name;
  }
}

/** The entity's table with its parts, or the copy of it that was kept last. */
export function findTable(actual: ActualSchema, entity: string): FoundTable | undefined {
  const main = actual?.find(({ name }) => name === entity) ?? lastKept(actual ?? [], entity);
  if (!main) return undefined;
  const parts = (actual ?? [])
    .filter(({ name }) => parsePartName(name).table === main.name)
    .toSorted((a, b) => parsePartName(a.name).part - parsePartName(b.name).part);
  return new FoundTable(main.name, parts);
}

function lastKept(actual: readonly ActualTable[], entity: string): ActualTable | undefined {
  return actual
    .filter(({ name }) => parseKeptName(name)?.id === entity && parsePartName(name).part === 0)
    .toSorted((a, b) => (parseKeptName(b.name)?.release ?? 0) - (parseKeptName(a.name)?.release ?? 0))[0];
}
