import { SelectOutlined } from "@ant-design/icons";
import type { Value } from "@mortise/expression";
import { fillText, localize } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { Button, Modal } from "antd";
import { useState } from "react";
import { fieldCatalog } from "../field-catalog.ts";
import { chosenIds } from "../react/chosen-ids.ts";
import { useFieldServices, useFieldText } from "../react/field-services.ts";
import { RecordPicker } from "../react/record-picker.tsx";
import { findFieldType } from "../registry.ts";
import { settingOf } from "../setting-values.ts";
import { addedRows } from "./added-rows.ts";
import type { SubTableRow } from "./rows.ts";
import { text } from "./text.ts";

interface BatchAddProps {
  /** The columns of the sub-table. */
  readonly columns: readonly FieldDefinition[];
  readonly rows: readonly SubTableRow[];
  readonly mostRows: number;
  /** Columns that must not repeat. */
  readonly uniqueColumns: readonly string[];
  readonly onRows: (rows: readonly SubTableRow[]) => void;
}

/** Makes a row of each of several records that are chosen at once, for columns that refer to one. */
export function BatchAdd(props: BatchAddProps) {
  const { columns } = props;
  const say = useFieldText();
  const { locale } = useFieldServices();
  const [column, setColumn] = useState<FieldDefinition>();
  const referring = columns.filter(
    (each) =>
      fieldCatalog.kindOf(each) === "reference" && !each.readOnly && !findFieldType(each.type)?.computed,
  );
  return (
    <>
      {referring.map((each) => (
        <Button
          key={each.id}
          type="dashed"
          size="small"
          icon={<SelectOutlined />}
          disabled={props.rows.length >= props.mostRows}
          onClick={() => setColumn(each)}
        >
          {fillText(say(text.addSeveral), { name: localize(each.name, locale) })}
        </Button>
      ))}
      {column ? <BatchDialog {...props} column={column} onClose={() => setColumn(undefined)} /> : null}
    </>
  );
}

interface BatchDialogProps extends BatchAddProps {
  readonly column: FieldDefinition;
  readonly onClose: () => void;
}

function BatchDialog({ column, columns, rows, mostRows, uniqueColumns, onRows, onClose }: BatchDialogProps) {
  const say = useFieldText();
  const { locale } = useFieldServices();
  const [chosen, setChosen] = useState<Value>(null);
  const ids = chosenIds(chosen);
  const title = fillText(say(text.addSeveral), { name: localize(column.name, locale) });
  const next = addedRows(ids, { column: column.id, columns, rows, mostRows, uniqueColumns });
  const left = ids.length - (next.length - rows.length);
  return (
    <Modal
      open
      title={title}
      okText={fillText(say(text.addRows), { n: next.length - rows.length })}
      cancelText={say(text.cancel)}
      okButtonProps={{ disabled: next.length === rows.length }}
      onOk={() => {
        onRows(next);
        onClose();
      }}
      onCancel={onClose}
    >
      <RecordPicker
        multiple
        autoFocus
        entity={fieldCatalog.targetEntity(column) ?? ""}
        condition={settingOf(column, "filter")}
        value={chosen}
        onChange={setChosen}
      />
      {left > 0 ? <p style={{ marginTop: 8 }}>{fillText(say(text.leftOut), { n: left })}</p> : null}
    </Modal>
  );
}
