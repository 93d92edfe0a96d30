import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useRowKeys } from "@mortise/fields/react";
import { Button } from "antd";
import type { ReactNode } from "react";

interface PairRowsProps<Row> {
  readonly label: string;
  readonly words: { readonly add: string; readonly remove: string };
  readonly rows: readonly Row[];
  /** What a new row begins with. */
  readonly blank: Row;
  readonly onChange: (rows: readonly Row[]) => void;
  /** The two sides of a row. */
  readonly children: (row: Row, put: (next: Row) => void) => ReactNode;
}

/** Pairs one below the other, at least one, with a button for a further one. */
export function PairRows<Row>({ label, words, rows, blank, onChange, children }: PairRowsProps<Row>) {
  const keys = useRowKeys(rows.length);
  return (
    <div className="rule-rows" role="group" aria-label={label}>
      <span className="rule-label">{label}</span>
      {rows.map((row, index) => (
        <div key={keys.at(index)} className="rule-pair">
          {children(row, (next) => onChange(rows.with(index, next)))}
          {rows.length > 1 ? (
            <Button
              type="text"
              aria-label={words.remove}
              icon={<DeleteOutlined aria-hidden="true" />}
              onClick={() => {
                keys.remove(index);
                onChange(rows.toSpliced(index, 1));
              }}
            />
          ) : null}
        </div>
      ))}
      <Button
        type="dashed"
        size="small"
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => onChange([...rows, blank])}
      >
        {words.add}
      </Button>
    </div>
  );
}
