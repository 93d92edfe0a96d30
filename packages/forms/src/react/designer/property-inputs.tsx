import { useText } from "@mortise/ui";
import { Form, Segmented, Switch } from "antd";
import { GRID_COLUMNS } from "../../model/layout/pack-rows.ts";
import { designerText } from "./text.ts";

interface FlagProps {
  readonly label: string;
  /** Undefined when the chosen items differ. */
  readonly checked: boolean | undefined;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}

/** A property that is on or off. */
export function Flag({ label, checked, disabled, onChange }: FlagProps) {
  const t = useText(designerText);
  return (
    <div style={{ display: "flex", gap: 8, marginBottom: 12 }}>
      <span style={{ flex: 1 }}>{label}</span>
      {checked === undefined ? <i className="fd-hint">{t.mixed}</i> : null}
      <Switch
        size="small"
        aria-label={label}
        checked={checked === true}
        {...(disabled ? { disabled } : {})}
        onChange={onChange}
      />
    </div>
  );
}

/** A width in parts of the form. `value` is undefined when the chosen items differ. */
export function Width({
  value,
  onChange,
}: {
  readonly value: number | undefined;
  readonly onChange: (span: number) => void;
}) {
  const t = useText(designerText);
  const choices = [
    { value: 3, label: t.quarter },
    { value: 4, label: t.third },
    { value: 6, label: t.half },
    { value: 8, label: t.twoThirds },
    { value: GRID_COLUMNS, label: t.whole },
  ];
  return (
    <Form.Item label={value === undefined ? `${t.width} (${t.mixed})` : t.width}>
      <Segmented block aria-label={t.width} value={value ?? 0} options={choices} onChange={onChange} />
    </Form.Item>
  );
}
