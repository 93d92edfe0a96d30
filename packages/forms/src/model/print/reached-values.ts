import { fieldType, rowsOf } from "@mortise/fields";
import { localize, type LocalizedText } from "@mortise/kit";
import {
  type EntityDocument,
  type FieldDefinition,
  MOST_HOPS,
  pathsInText,
  type PrintDocument,
  shownFields,
} from "@mortise/metadata";
import { printedValue, type PrintWords } from "./printed-value.ts";

/** A record, or a row of one, as it was read. */
type Values = Readonly<Record<string, unknown>>;

/** Records that references of printed records lead to, as the reader sees them, by entity and id. */
export type ReachedRecords = ReadonlyMap<string, Values>;

/** How the records of an entity are read, as far as the reader sees them. */
export type ReadRecords = (entity: string, ids: readonly string[]) => Promise<readonly Values[]>;

type EntityOf = (id: string) => EntityDocument | undefined;

const AT_ONCE = 100;
const keyOf = (entity: string, id: string): string => `${entity}/${id}`;

interface Start {
  readonly entity: string;
  readonly values: Values;
  readonly paths: readonly string[];
}

/** Reads what a template prints through references, a few reads for all printed records; hidden records are left out. */
export async function reachRecords(
  template: PrintDocument,
  records: readonly Values[],
  { entityOf, read }: { readonly entityOf: EntityOf; readonly read: ReadRecords },
): Promise<ReachedRecords> {
  const reached = new Map<string, Values>();
  let starts = records.flatMap((values) => startsOf(template, values, entityOf));
  for (let hop = 0; hop < MOST_HOPS && starts.length > 0; hop += 1) {
    const steps = starts.flatMap((start) => stepsFrom(start, entityOf));
    for (const [entity, group] of Map.groupBy(steps, (step) => step.entity)) {
      const ids = [...new Set(group.map(({ id }) => id))].filter((id) => !reached.has(keyOf(entity, id)));
      for (let from = 0; from < ids.length; from += AT_ONCE)
        for (const row of await read(entity, ids.slice(from, from + AT_ONCE)))
          if (typeof row["id"] === "string") reached.set(keyOf(entity, row["id"]), row);
    }
    starts = steps.flatMap(({ entity, id, rest }) => {
      const values = reached.get(keyOf(entity, id));
      return values && rest.includes(".") ? [{ entity, values, paths: [rest] }] : [];
    });
  }
  return reached;
}

/** The record with the paths of texts and fields, and its child rows with those of columns. */
function startsOf(template: PrintDocument, values: Values, entityOf: EntityOf): readonly Start[] {
  const { entity, header, footer, blocks } = template;
  const own = blocks.filter(({ type }) => type !== "table");
  const paths = [
    ...[header, footer, ...blocks.map(({ text }) => text)].flatMap(pathsInText),
    ...own.flatMap(({ fields = [] }) => fields),
  ];
  const rows = blocks.flatMap(({ type, field, fields = [] }) => {
    const child = type === "table" ? targetOf(entityOf, entity, field ?? "") : undefined;
    if (child === undefined) return [];
    return rowsOf(values[field ?? ""]).map((row) => ({ entity: child, values: row, paths: fields }));
  });
  return [{ entity, values, paths }, ...rows];
}

function stepsFrom({ entity, values, paths }: Start, entityOf: EntityOf) {
  return paths.flatMap((path) => {
    const [field = "", ...others] = path.split(".");
    const target = others.length > 0 ? targetOf(entityOf, entity, field) : undefined;
    if (target === undefined) return [];
    return idsIn(values[field]).map((id) => ({ entity: target, id, rest: others.join(".") }));
  });
}

function targetOf(entityOf: EntityOf, entity: string, id: string): string | undefined {
  const field = entityOf(entity)?.fields.find((each) => each.id === id);
  return field && fieldType(field.type).targetEntity?.(field);
}

function idsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((item): item is string => typeof item === "string");
  return typeof value === "string" ? [value] : [];
}

/** What stands at the end of a path, as it is printed; several when references are. */
export interface ReachedValue {
  /** Names of the fields on the way. */
  readonly name: string;
  readonly field: FieldDefinition;
  readonly text: string;
}

/** Follows a path from a record; undefined where a field on it is hidden or gone. A record that may not be seen says nothing. */
export function reachedValue(
  path: string,
  words: PrintWords,
  from: { readonly entity: EntityDocument; readonly values: Values } = words,
): ReachedValue | undefined {
  const [id = "", ...others] = path.split(".");
  const field = shownFields(from.entity).find((each) => each.id === id);
  if (!field) return undefined;
  const { locale } = words.context;
  const name = localize(field.name, locale);
  const value = from.values[id];
  if (others.length === 0) return { name, field, text: printedValue(field, value, words.context) };
  const target = fieldType(field.type).targetEntity?.(field);
  const entity = target === undefined ? undefined : words.around?.entityOf(target);
  if (!entity) return undefined;
  const rest = others.join(".");
  const found = idsIn(value).flatMap((record) => {
    const values = words.around?.reached.get(keyOf(entity.id, record));
    return values ? (reachedValue(rest, words, { entity, values }) ?? []) : [];
  });
  const last = found[0] ?? reachedValue(rest, words, { entity, values: {} });
  if (!last) return undefined;
  const texts = found.map(({ text }) => text).filter((text) => text !== "");
  return { name: joinedName(name, last.name), field: last.field, text: texts.join(SEPARATOR[locale]) };
}

const SEPARATOR: Readonly<Record<keyof LocalizedText & ("zh" | "en"), string>> = { zh: "、", en: ", " };

function joinedName(name: string, rest: string): string {
  return `${name} · ${rest}`;
}
