import { PlusOutlined, TableOutlined } from "@ant-design/icons";
import { fieldCatalog } from "@mortise/fields";
import { type SettingControlProps, useFieldServices } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Alert, Button, Modal, Space } from "antd";
import { useMemo, useState } from "react";
import { analyseTable, type Atom, type TableAnalysis } from "../../model/decision-table/analysis.ts";
import { type DecisionTable, readTable } from "../../model/decision-table/table.ts";
import { valueText } from "../../model/value-text.ts";
import { useNodeScope } from "../editors/node-scope.ts";
import { TableGrid } from "./grid.tsx";
import { PasteBox, type PastedColumn } from "./paste-box.tsx";
import { asSetting, newColumnId, type StoredTable, storedTable } from "./stored-table.ts";
import { text } from "./text.ts";

/** Edits a decision table in a window of its own: as a grid, with what it leaves out said below. */
export function DecisionTableEditor({ value, onChange, sources, disabled }: SettingControlProps) {
  const t = useText(text);
  const [isOpen, setOpen] = useState(false);
  const { settings } = useNodeScope();
  const stored = storedTable(value);
  const table = readTable(asSetting(stored));
  const analysis = useAnalysis(table, sources.fields, settings["hits"] !== "all");
  const change = (next: StoredTable): void => onChange(asSetting(next));
  return (
    <div className="flow-list">
      <Space>
        <Button icon={<TableOutlined />} disabled={disabled ?? false} onClick={() => setOpen(true)}>
          {t.open}
        </Button>
        <span>{fillText(t.rows, { n: stored.rows.length })}</span>
      </Space>
      <Findings table={table} fields={sources.fields} analysis={analysis} />
      <Modal
        open={isOpen}
        title={t.title}
        width={1100}
        footer={<Button onClick={() => setOpen(false)}>{t.close}</Button>}
        onCancel={() => setOpen(false)}
      >
        <div className="flow-list">
          <Adders table={stored} onChange={change} />
          <TableGrid
            table={stored}
            fields={sources.fields}
            unreachable={analysis?.unreachable ?? NONE}
            onChange={change}
          />
          <Findings table={table} fields={sources.fields} analysis={analysis} />
          <PasteBox
            columns={pastedColumns(table, sources.fields)}
            onRows={(rows) => change({ ...stored, rows: [...stored.rows, ...rows] })}
          />
        </div>
      </Modal>
    </div>
  );
}

const NONE: ReadonlySet<number> = new Set();

/** What is wrong with the table; undefined while it has no columns. Rows shadow each other only where the first one counts. */
function useAnalysis(
  table: DecisionTable,
  fields: readonly FieldDefinition[],
  isFirst: boolean,
): TableAnalysis | undefined {
  const key = JSON.stringify(table);
  return useMemo(() => {
    if (table.inputs.length === 0 || table.rows.length === 0) return undefined;
    const facts = table.inputs.map(({ field }) => {
      const definition = fields.find(({ id }) => id === field);
      const options = definition && fieldCatalog.optionKeys(definition);
      const kind = definition ? fieldCatalog.kindOf(definition) : "text";
      return { kind, ...(options ? { options } : {}) } as const;
    });
    const found = analyseTable(table, facts);
    return isFirst ? found : { ...found, unreachable: NONE };
    // The table is read anew each time; its text says whether it has changed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key, fields, isFirst]);
}

function Adders({
  table,
  onChange,
}: {
  readonly table: StoredTable;
  readonly onChange: (table: StoredTable) => void;
}) {
  const t = useText(text);
  const add = (side: "inputs" | "results"): void =>
    onChange({
      ...table,
      [side]: [...table[side], { id: newColumnId(), ...(side === "results" ? { kind: "user" } : {}) }],
    });
  return (
    <Space wrap>
      <Button size="small" icon={<PlusOutlined />} onClick={() => add("inputs")}>
        {t.addInput}
      </Button>
      <Button size="small" icon={<PlusOutlined />} onClick={() => add("results")}>
        {t.addResult}
      </Button>
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => onChange({ ...table, rows: [...table.rows, { when: {}, give: {} }] })}
      >
        {t.addRow}
      </Button>
    </Space>
  );
}

function pastedColumns(table: DecisionTable, fields: readonly FieldDefinition[]): readonly PastedColumn[] {
  const inputs = table.inputs.flatMap(({ id, field }): readonly PastedColumn[] => {
    const definition = fields.find((candidate) => candidate.id === field);
    return definition ? [{ id, isResult: false, field: definition }] : [];
  });
  return [...inputs, ...table.results.map(({ id, field }) => ({ id, isResult: true, field }))];
}

/** The cases that no row takes, in words. */
function Findings({
  table,
  fields,
  analysis,
}: {
  readonly table: DecisionTable;
  readonly fields: readonly FieldDefinition[];
  readonly analysis: TableAnalysis | undefined;
}) {
  const t = useText(text);
  const localize = useLocalize();
  const services = useFieldServices();
  if (!analysis) return null;
  if (!analysis.isComplete) return <Alert type="info" showIcon title={t.tooLarge} />;
  if (analysis.gaps.length === 0) return <Alert type="success" showIcon title={t.noGaps} />;
  const say = (field: FieldDefinition | undefined, atom: Atom): string => {
    if (atom.kind === "empty") return t.empty;
    if (atom.kind === "other") return t.other;
    const word = (value: string): string =>
      field ? localize(valueText(field, value, (id) => services.label(id))) : value;
    if (atom.kind === "value") return word(atom.value);
    const from = atom.from === null ? "" : `${t.from} ${word(atom.from)}`;
    const to = atom.to === null ? "" : `${t.to} ${word(atom.to)}`;
    return [from, to].filter(Boolean).join(" ") || t.any;
  };
  const sentences = analysis.gaps.map((gap) =>
    gap
      .flatMap((atoms, column) => {
        const field = fields.find(({ id }) => id === table.inputs[column]?.field);
        if (!atoms) return [];
        return [`${field ? localize(field.name) : ""}：${atoms.map((atom) => say(field, atom)).join("、")}`];
      })
      .join("；"),
  );
  return (
    <Alert
      type="warning"
      showIcon
      title={t.gaps}
      description={
        <ul className="flow-table-gaps">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence || t.any}</li>
          ))}
        </ul>
      }
    />
  );
}
