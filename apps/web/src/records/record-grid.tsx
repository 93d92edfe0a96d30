import { ExclamationCircleFilled } from "@ant-design/icons";
import type { RecordData } from "@mortise/contract";
import { fieldType, standsRight } from "@mortise/fields";
import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition, RowHeight, SortKey, ViewColumn } from "@mortise/metadata";
import {
  type GridColumn,
  type PagedRows,
  type PagedState,
  useIsPhone,
  useLocalize,
  useText,
  VirtualGrid,
} from "@mortise/ui";
import { App, Tooltip } from "antd";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { type EntityPermission, useAppModel } from "../app/app-model.ts";
import { CellValue, FieldInput } from "../app/field-parts.tsx";
import { cellReason } from "./cell-reason.ts";
import { mayWrite, maySort } from "./entity-fields.ts";
import { groundColor } from "../schedule/event-look.ts";
import { ListError } from "./list-error.tsx";
import type { ColorOf } from "./record-colors.ts";
import { RecordCards } from "./record-cards.tsx";
import { RecordLink } from "./record-link.tsx";
import { useRecordPermission } from "./record-rights.ts";
import { recordsText } from "./text.ts";
import { useCellWrites } from "./use-cell-writes.tsx";
import { useRangeActions } from "./use-range-actions.tsx";
import { isConflict, useUpdateRecord } from "./use-record-writes.ts";

/** Heights of the rows of the grid; on the phone records are cards. */
export const ROW_PIXELS: Readonly<Record<RowHeight, number>> = { compact: 30, normal: 38, high: 66 };

const idOf = (row: RecordData): string => row.id;

/** A cell whose new value was refused: what was typed stays until it is saved or given up. */
interface FailedEdit {
  readonly value: unknown;
  readonly reason: string;
}

/** Props of `RecordGrid`. */
export interface RecordGridProps {
  readonly entity: EntityDocument;
  readonly fields: readonly FieldDefinition[];
  readonly columns: readonly ViewColumn[];
  readonly sort: readonly SortKey[] | undefined;
  readonly rows: PagedRows<RecordData>;
  readonly loaded: PagedState;
  readonly selection: ReadonlySet<string>;
  readonly onSelectionChange: (selection: ReadonlySet<string>) => void;
  /** On the phone: records are being selected, cards have boxes. */
  readonly selecting?: boolean | undefined;
  readonly onSort: (field: string) => void;
  readonly onResize: (field: string, width: number) => void;
  readonly onMoveColumn: (from: number, to: number) => void;
  /** So many columns from the first stay in sight. */
  readonly frozen: number;
  readonly onOpen: (id: string) => void;
  readonly editable: boolean;
  /** Normal when absent. */
  readonly rowHeight?: RowHeight | undefined;
  readonly colorOf?: ColorOf | undefined;
  readonly empty: ReactNode;
}

/** The records of a list, any number of them: a grid sorted by heading and edited in place; cards on the phone. */
export function RecordGrid(props: RecordGridProps) {
  const { entity, rows, loaded, onOpen } = props;
  const localize = useLocalize();
  const phone = useIsPhone();
  const permission = useAppModel().permission(entity.id);
  const writes = useCellWrites(entity, rows);
  const edits = useCellEdits(entity, rows, writes.note);
  const columns = useGridColumns(props, permission, edits);
  const ranged = useMemo(() => {
    const byId = new Map(props.fields.map((field) => [field.id, field]));
    return columns.flatMap(({ id }) => byId.get(id) ?? []);
  }, [props.fields, columns]);
  const rangeActions = useRangeActions({
    entity,
    fields: ranged,
    rows,
    rowCount: loaded.rowCount,
    editable: props.editable,
    writes,
  });
  const { colorOf } = props;
  const tintOf = useMemo(() => colorOf && ((row: RecordData) => groundColor(colorOf(row))), [colorOf]);
  const open = useCallback((row: RecordData) => onOpen(row.id), [onOpen]);
  if (loaded.error) return <ListError error={loaded.error} onRetry={() => rows.retry()} />;
  if (phone)
    return (
      <RecordCards
        {...props}
        onSelectionChange={props.selecting === true ? props.onSelectionChange : undefined}
      />
    );
  return (
    <VirtualGrid<RecordData>
      label={localize(entity.plural ?? entity.name)}
      columns={columns}
      source={rows}
      rowCount={loaded.ready ? loaded.rowCount : 12}
      version={loaded.version}
      rowId={idOf}
      rowHeight={ROW_PIXELS[props.rowHeight ?? "normal"]}
      tintOf={tintOf}
      selection={props.selection}
      onSelectionChange={props.onSelectionChange}
      rangeActions={rangeActions}
      onOpen={open}
      onEdit={props.editable ? edits.save : undefined}
      onSort={props.onSort}
      onResize={props.onResize}
      onMoveColumn={props.onMoveColumn}
      frozen={props.frozen}
      empty={loaded.ready ? props.empty : null}
    />
  );
}

interface CellEdits {
  readonly failed: ReadonlyMap<string, FailedEdit>;
  readonly save: (row: RecordData, field: string, value: unknown) => void;
}

function useCellEdits(
  entity: EntityDocument,
  rows: PagedRows<RecordData>,
  note: (changeSet: string) => void,
): CellEdits {
  const t = useText(recordsText);
  const localize = useLocalize();
  const { message } = App.useApp();
  const [failed, setFailed] = useState<ReadonlyMap<string, FailedEdit>>(new Map());
  const { mutateAsync } = useUpdateRecord(entity.id);
  const put = useCallback((key: string, edit: FailedEdit | undefined) => {
    setFailed((before) => {
      const next = new Map(before);
      if (edit) next.set(key, edit);
      else next.delete(key);
      return next;
    });
  }, []);
  const save = useCallback(
    (row: RecordData, field: string, value: unknown) => {
      const key = `${row.id}/${field}`;
      const isRow = (each: RecordData) => each.id === row.id;
      put(key, undefined);
      // The answer carries what the server made of it; until then the row shows what was typed.
      rows.replace(isRow, (each) => ({ ...each, [field]: value }) as RecordData);
      mutateAsync({ id: row.id, revision: row.revision, values: { [field]: value } }).then(
        ({ record, changeSet }) => {
          note(changeSet);
          rows.replace(isRow, (each) => ({ ...each, ...record }));
        },
        (error: unknown) => {
          rows.replace(isRow, () => row);
          const reason = isConflict(error)
            ? t.conflict
            : fillText(t.notSaved, { reason: cellReason(error, field, { entity, localize }) });
          put(key, { value, reason });
          void message.error(reason, 5);
          if (isConflict(error)) rows.refresh();
        },
      );
    },
    [rows, mutateAsync, message, put, t, note, entity, localize],
  );
  return { failed, save };
}

function useGridColumns(
  props: RecordGridProps,
  permission: EntityPermission,
  edits: CellEdits,
): readonly GridColumn<RecordData>[] {
  const { fields, columns, sort, entity, editable } = props;
  const localize = useLocalize();
  const { failed } = edits;
  const permissionOf = useRecordPermission(entity.id);
  return useMemo(() => {
    const byId = new Map(fields.map((field) => [field.id, field]));
    return columns.flatMap((column, index): GridColumn<RecordData>[] => {
      const field = byId.get(column.field);
      if (!field) return [];
      const type = fieldType(field.type);
      const key = sort?.find((each) => each.field === field.id);
      const direction = key?.descending ? "descending" : "ascending";
      const width = column.width ?? type.width;
      return [
        {
          id: field.id,
          label: localize(field.name),
          width,
          align: standsRight(field) ? "end" : "start",
          sortable: maySort(field, permission),
          sort: key ? direction : undefined,
          render: (row) => {
            const problem = failed.get(`${row.id}/${field.id}`);
            if (problem) return <FailedCell edit={problem} />;
            return index === 0 ? (
              <RecordLink entity={entity} record={row} field={field} />
            ) : (
              <CellValue field={field} record={row} />
            );
          },
          edit:
            editable && mayWrite(field, permission)
              ? {
                  allowed: (row) => mayWrite(field, permissionOf(row.id)),
                  value: (row) => failed.get(`${row.id}/${field.id}`)?.value ?? row[field.id] ?? null,
                  render: ({ value, onChange }) => (
                    <FieldInput field={field} value={value} onChange={onChange} autoFocus />
                  ),
                }
              : undefined,
        },
      ];
    });
  }, [fields, columns, sort, entity, editable, permission, permissionOf, localize, failed]);
}

function FailedCell({ edit }: { readonly edit: FailedEdit }) {
  const text = typeof edit.value === "string" || typeof edit.value === "number" ? String(edit.value) : "…";
  return (
    <Tooltip title={edit.reason} trigger={["hover", "click"]}>
      <span className="failed-cell" role="alert">
        <ExclamationCircleFilled aria-hidden="true" /> {text}
        <span className="m-visually-hidden">{edit.reason}</span>
      </span>
    </Tooltip>
  );
}
