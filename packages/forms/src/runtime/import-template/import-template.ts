import { PassThrough } from "node:stream";
import { fieldType } from "@mortise/fields";
import { fillText, localize, type Locale } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { type SheetColumn, type WritableSheet, writeWorkbook } from "@mortise/spreadsheet";
import { type Actor, personNames, type Store, teamNames } from "@mortise/store";
import { importNotAllowed } from "../../errors.ts";
import { childFields } from "../../model/import/child-fields.ts";
import { importFields } from "../../model/import/import-fields.ts";
import { exportColumns } from "../exports/export-columns.ts";
import type { NamedStream } from "../imports/named-stream.ts";
import { cellChoices, type LinkChoices } from "./cell-choices.ts";
import { cellRules } from "./cell-rules.ts";
import { templateText } from "./text.ts";

/** A field as a column of the template. */
interface TemplateColumn {
  readonly field: FieldDefinition;
  readonly sheet: SheetColumn;
  /** A cell that the import would take; empty when none can be made up. */
  readonly sample: string;
  readonly rules: readonly string[];
}

/**
 * A workbook to be filled in and imported: titles that the import recognises by themselves, drop-downs, what each cell
 * takes, a sheet with an example and one with the rules. Only what the actor may import.
 */
export async function importTemplate(
  store: Store,
  actor: Actor,
  { app, entity: id }: { readonly app: string; readonly entity: string },
): Promise<NamedStream> {
  const { catalog } = store.releases.current(app);
  const entity = catalog.find("entity", id);
  const permission = store.records.permission(actor, app, id);
  if (!entity || !permission.import) throw importNotAllowed();
  const { locale } = actor;
  const children = childFields(entity, catalog);
  const parts = new Map(children.map(({ id: child, subTable }) => [child, subTable.id]));
  const fields = [...importFields(entity), ...children.map(({ named }) => named)].filter(
    (field) => permission.fields.get(parts.get(field.id) ?? field.id) === "write",
  );
  const links = await linkChoices(store);
  const columns = exportColumns(fields, locale).map(({ field, sheet }): TemplateColumn => {
    const choices = cellChoices(field, links, locale);
    const rules = cellRules(field, locale);
    // A record may be without child rows.
    const isRequired = field.required === true && field.default === undefined && !parts.has(field.id);
    const title = isRequired ? `${sheet.title}*` : sheet.title;
    const described = {
      ...sheet,
      title,
      isRequired,
      prompt: rules.join("\n"),
      ...(choices ? { choices } : {}),
    };
    return { field, sheet: described, rules, sample: sampleCell(field, choices?.values[0], actor) };
  });
  const name = localize(entity.plural ?? entity.name, locale);
  const out = new PassThrough();
  writeWorkbook(out, sheets(name, columns, locale)).catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : undefined),
  );
  return { fileName: fillText(localize(templateText.file, locale), { entity: name }), stream: out };
}

function sheets(name: string, columns: readonly TemplateColumn[], locale: Locale): readonly WritableSheet[] {
  const say = (text: (typeof templateText)[keyof typeof templateText]) => localize(text, locale);
  const titles = columns.map(({ sheet: { title, width, isRequired } }) => ({
    title,
    ...(width === undefined ? {} : { width }),
    ...(isRequired ? { isRequired } : {}),
  }));
  const guide = [
    { title: say(templateText.field), width: 20 },
    { title: say(templateText.needed), width: 10 },
    { title: say(templateText.rules), width: 60 },
    { title: say(templateText.sample), width: 30 },
  ];
  return [
    { name, columns: columns.map(({ sheet }) => sheet), rows: [] },
    { name: say(templateText.example), columns: titles, rows: [columns.map(({ sample }) => sample)] },
    {
      name: say(templateText.guide),
      columns: guide,
      rows: columns.map(({ sheet, rules, sample }) => [
        sheet.title,
        sheet.isRequired ? say(templateText.yes) : "",
        rules.join(locale === "zh" ? "；" : "; "),
        sample,
      ]),
    },
  ];
}

/** The first choice, else what the type's own example looks like, as far as the import would take it. */
function sampleCell(field: FieldDefinition, choice: string | undefined, { locale, timeZone }: Actor): string {
  if (choice !== undefined) return choice;
  const type = fieldType(field.type);
  const context = { locale, timeZone, label: () => undefined, find: () => undefined };
  for (const value of type.example.values) {
    const text = type.toText(value, field, context);
    const read = text === "" ? undefined : type.fromText(text, field, context);
    if (read?.ok && read.value !== null && !ID.test(text)) return text;
  }
  return "";
}

/** Ids of the made-up example mean nothing to whoever reads them. */
const ID = /[\da-f]{8}-[\da-f]{4}-/i;

/** Every active person and team by the shortest text that means nobody else. */
async function linkChoices(store: Store): Promise<LinkChoices> {
  const [people, teams] = await Promise.all([personNames(store.db), teamNames(store.db)]);
  return { user: clearNames(people), team: clearNames(teams) };
}

function clearNames(names: Awaited<ReturnType<typeof teamNames>>): readonly string[] {
  const meant = Map.groupBy(names, ({ text }) => text);
  const byId = Map.groupBy(names, ({ id }) => id);
  return [...byId.values()]
    .flatMap((own) => own.find(({ text }) => meant.get(text)?.length === 1)?.text ?? [])
    .toSorted((a, b) => a.localeCompare(b, "zh"));
}
