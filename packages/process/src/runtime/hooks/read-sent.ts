import { fieldType, type FieldContext } from "@mortise/fields";
import { type ErrorDetail, type Json, localize } from "@mortise/kit";
import type { Catalog, FieldDefinition } from "@mortise/metadata";
import { type RecordReader, type RecordValues, systemActor } from "@mortise/store";
import { hookUnreadable } from "../../errors.ts";
import { type Hook, valueAt } from "../../model/hook.ts";
import type { Roster } from "../../model/roster.ts";

const OWNER: FieldDefinition = { id: "owner", type: "user", name: { zh: "负责人", en: "Owner" } };

/** Where values that were sent go, and what names in them are looked up in. */
export interface SentPlace {
  readonly app: string;
  readonly entity: string;
  readonly catalog: Catalog;
  readonly reader: RecordReader;
  readonly roster: Roster;
  readonly timeZone: string;
}

/**
 * The values of a record in what another system sent: as the API takes them, or as a spreadsheet would hold them, so that
 * options, people and records may be named. What was not sent is left alone. FLOW_HOOK_UNREADABLE names every field that
 * cannot be read.
 */
export async function readSent(place: SentPlace, hook: Hook, body: Json): Promise<RecordValues> {
  const sent = hook.fields.flatMap(({ path, field: id }) => {
    const field = id === "owner" ? OWNER : place.catalog.field(place.entity, id);
    const value = valueAt(body, path);
    return field && value !== undefined ? [{ field, value }] : [];
  });
  const context = await namesIn(place, sent);
  const details: ErrorDetail[] = [];
  const values: Record<string, unknown> = {};
  for (const { field, value } of sent) {
    const type = fieldType(field.type);
    const given = type.parse(value, field);
    const read = given.ok ? given : type.fromText(textOf(value), field, context);
    if (read.ok) values[field.id] = read.value;
    else {
      const { zh, en } = read.error;
      const [chinese, english] = [localize(field.name, "zh"), localize(field.name, "en")];
      details.push({ path: field.id, message: { zh: `“${chinese}”：${zh}`, en: `"${english}": ${en}` } });
    }
  }
  if (details.length > 0) throw hookUnreadable({}, { details });
  return values;
}

function textOf(value: Json): string {
  if (value === null) return "";
  if (Array.isArray(value)) return value.map((item) => textOf(item)).join("、");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

interface SentField {
  readonly field: FieldDefinition;
  readonly value: Json;
}

/** People, teams and records by the names in what was sent; a title that several records have names none. */
async function namesIn(place: SentPlace, sent: readonly SentField[]): Promise<FieldContext> {
  const { app, catalog, reader, roster, timeZone } = place;
  const found = new Map<string, string>();
  for (const { field, value } of sent) {
    const entity = catalog.find("entity", catalog.fieldTypes.targetEntity(field) ?? "");
    const title = textOf(value);
    if (!entity || title === "") continue;
    const filter = { "==": [{ var: entity.titleField }, title] };
    const page = await reader.query(systemActor, app, { entity: entity.id, fields: [], filter, limit: 2 });
    const [only, other] = page.items;
    if (only && !other) found.set(`${entity.id}/${title}`, only.id);
  }
  return {
    locale: "zh",
    timeZone,
    label: (id) => roster.user(id)?.name ?? roster.team(id)?.name,
    find: (target, text) => {
      if (target === "user") return roster.user(text)?.id;
      return target === "team" ? roster.team(text)?.id : found.get(`${target}/${text}`);
    },
  };
}
