import type { RecordData } from "@mortise/contract";
import { fieldCatalog, findFieldType, standsRight } from "@mortise/fields";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { CellValue } from "../app/field-parts.tsx";
import { useLabelBook } from "../records/labels.ts";
import { recordTitle, textContext } from "../records/record-title.ts";
import { recordText } from "./text.ts";

const COLUMNS = 4;

interface RecordTableProps {
  readonly entity: EntityDocument;
  readonly items: readonly RecordData[];
  /** Fields beside the title. */
  readonly columns: readonly FieldDefinition[];
  /** What stands at the end of a row; undefined where no row has anything there. */
  readonly tool?: ((item: RecordData, name: string) => ReactNode) | undefined;
}

/** A few records of an entity beside others on a page, each a way to its own. */
export function RecordTable({ entity, items, columns, tool }: RecordTableProps) {
  const t = useText(recordText);
  const localize = useLocalize();
  const { id: app } = useAppModel();
  const context = textContext(useLocale(), useTimeZone(), useLabelBook().find);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{localize(entity.name)}</th>
          {columns.map((field) => (
            <th key={field.id} scope="col" className={alignOf(field)}>
              {localize(field.name)}
            </th>
          ))}
          {tool ? (
            <th scope="col" className="related-tool">
              <span className="m-visually-hidden">{t.takeOut}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const name = recordTitle(entity, item, context) || t.unnamedRelated;
          return (
            <tr key={item.id}>
              <td>
                <Link to={`/a/${app}/e/${entity.id}/${item.id}`}>{name}</Link>
              </td>
              {columns.map((field) => (
                <td key={field.id} className={alignOf(field)}>
                  <CellValue field={field} record={item} />
                </td>
              ))}
              {tool ? <td className="related-tool">{tool(item, name)}</td> : null}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function alignOf(field: FieldDefinition): string | undefined {
  return standsRight(field) ? "related-number" : undefined;
}

/** What a list on the side has room for: short values, without those that say nothing there. */
export function usualColumns(
  entity: EntityDocument,
  shown: readonly FieldDefinition[],
  without: readonly string[],
): readonly FieldDefinition[] {
  return shown
    .filter(({ id }) => id !== entity.titleField && !without.includes(id))
    .filter((field) => {
      const kind = fieldCatalog.kindOf(field);
      return entity.fields.includes(field) && kind !== "rows" && kind !== "files" && kind !== "references";
    })
    .toSorted((a, b) => weightOf(a) - weightOf(b))
    .slice(0, COLUMNS);
}

/** Where it stands and how much it is say most; numbers of records and names of others say least. */
function weightOf(field: FieldDefinition): number {
  const type = findFieldType(field.type);
  if (type?.logsTransitions) return 0;
  const kind = fieldCatalog.kindOf(field);
  if (kind === "number" || kind === "option") return 1;
  return kind === "date" || kind === "datetime" ? 2 : 3;
}
