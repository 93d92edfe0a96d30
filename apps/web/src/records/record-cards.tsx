import { UserOutlined } from "@ant-design/icons";
import type { RecordData } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition, ViewColumn } from "@mortise/metadata";
import {
  type PagedRows,
  type PagedState,
  useLocale,
  useLocalize,
  useText,
  useTimeZone,
  VirtualCards,
} from "@mortise/ui";
import { Checkbox } from "antd";
import { type ReactNode, useCallback, useMemo } from "react";
import { CellValue } from "../app/field-parts.tsx";
import { stageField } from "./entity-fields.ts";
import { useLabels } from "./labels.ts";
import { eventLook } from "../schedule/event-look.ts";
import type { ColorOf } from "./record-colors.ts";
import { RecordLink } from "./record-link.tsx";
import { recordTitle, textContext } from "./record-title.ts";
import { recordsText } from "./text.ts";

/** Height of a card, the gap below it included. */
export const CARD_HEIGHT = 104;
/** Fields beside the title, the stage and the owner. */
const MAIN_FIELDS = 3;

interface RecordCardsProps {
  readonly entity: EntityDocument;
  /** Fields the person may see. */
  readonly fields: readonly FieldDefinition[];
  /** The view's columns: the first ones are what a card shows. */
  readonly columns: readonly ViewColumn[];
  readonly rows: PagedRows<RecordData>;
  readonly loaded: PagedState;
  readonly selection: ReadonlySet<string>;
  /** Undefined while nothing is being selected: cards have no boxes then. */
  readonly onSelectionChange: ((selection: ReadonlySet<string>) => void) | undefined;
  readonly empty: ReactNode;
  readonly colorOf?: ColorOf | undefined;
}

/** The records of a list as cards, for the phone: name, stage, owner and the first fields of the view. */
export function RecordCards(props: RecordCardsProps) {
  const { entity, fields, columns, loaded, selection, onSelectionChange, colorOf } = props;
  const localize = useLocalize();
  const parts = useMemo(() => cardParts(entity, fields, columns), [entity, fields, columns]);
  const render = useCallback(
    (record: RecordData | undefined) => {
      if (record === undefined) return <div className="record-card record-card-waits" aria-busy="true" />;
      const toggle = (): void => {
        const next = new Set(selection);
        if (!next.delete(record.id)) next.add(record.id);
        onSelectionChange?.(next);
      };
      return (
        <RecordCard
          entity={entity}
          parts={parts}
          record={record}
          selected={onSelectionChange ? selection.has(record.id) : undefined}
          onToggle={toggle}
          color={colorOf?.(record)}
        />
      );
    },
    [entity, parts, selection, onSelectionChange, colorOf],
  );
  return (
    <VirtualCards<RecordData>
      label={localize(entity.plural ?? entity.name)}
      source={props.rows}
      rowCount={loaded.ready ? loaded.rowCount : 8}
      version={loaded.version}
      cardHeight={CARD_HEIGHT}
      empty={loaded.ready ? props.empty : null}
      render={render}
    />
  );
}

/** What a card shows, and where. */
interface CardParts {
  readonly title: FieldDefinition | undefined;
  readonly stage: FieldDefinition | undefined;
  readonly owner: FieldDefinition | undefined;
  readonly main: readonly FieldDefinition[];
}

/** The name, the stage and the owner have places of their own; the first other columns of the view fill the rest. */
export function cardParts(
  entity: EntityDocument,
  fields: readonly FieldDefinition[],
  columns: readonly ViewColumn[],
): CardParts {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const title = byId.get(entity.titleField);
  const stage = byId.get(stageField(entity)?.id ?? "");
  const owner = entity.owned ? byId.get("owner") : undefined;
  const placed = new Set([title, stage, owner]);
  const main = columns
    .flatMap(({ field }) => byId.get(field) ?? [])
    .filter((field) => !placed.has(field))
    .slice(0, MAIN_FIELDS);
  return { title, stage, owner, main };
}

function RecordCard({
  entity,
  parts,
  record,
  selected,
  onToggle,
  color,
}: {
  readonly entity: EntityDocument;
  readonly parts: CardParts;
  readonly record: RecordData;
  readonly selected: boolean | undefined;
  readonly onToggle: () => void;
  readonly color: string | undefined;
}) {
  const t = useText(recordsText);
  const localize = useLocalize();
  const context = textContext(useLocale(), useTimeZone(), useLabels());
  const { title, stage, owner, main } = parts;
  const [first, ...rest] = main;
  const has = (field: FieldDefinition | undefined): field is FieldDefinition =>
    field !== undefined && record[field.id] !== null && record[field.id] !== undefined;
  const name = recordTitle(entity, record, context) || t.unnamed;
  return (
    <article
      className={`record-card${selected ? " record-card-selected" : ""}${color ? " colored-card" : ""}`}
      style={color ? eventLook(color) : {}}
    >
      {selected === undefined ? null : (
        <Checkbox checked={selected} aria-label={fillText(t.selectOne, { name })} onChange={onToggle} />
      )}
      <div className="record-card-body">
        <div className="record-card-head">
          <b>{title ? <RecordLink entity={entity} record={record} field={title} /> : name}</b>
          {has(stage) ? <CellValue field={stage} record={record} /> : null}
        </div>
        <div className="record-card-line">
          {has(first) ? <CardField field={first} record={record} /> : <span />}
          {has(owner) ? (
            <span className="record-card-owner" title={localize(owner.name)}>
              <UserOutlined aria-hidden="true" />
              <CellValue field={owner} record={record} />
            </span>
          ) : null}
        </div>
        <div className="record-card-line">
          {rest.filter(has).map((field) => (
            <CardField key={field.id} field={field} record={record} />
          ))}
        </div>
      </div>
    </article>
  );
}

function CardField({ field, record }: { readonly field: FieldDefinition; readonly record: RecordData }) {
  const localize = useLocalize();
  return (
    <span className="record-card-field">
      <small>{localize(field.name)}</small>
      <span>
        <CellValue field={field} record={record} />
      </span>
    </span>
  );
}
