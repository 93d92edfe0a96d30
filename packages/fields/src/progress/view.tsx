import { InputNumber, Slider } from "antd";
import type { FieldDefinition } from "@mortise/metadata";
import { TextCell } from "../react/display.tsx";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { numberSetting, textSetting } from "../setting-values.ts";
import { scaleOf, unitOf } from "./index.ts";

const COLORS = { low: "#cf1322", middle: "var(--m-accent, #17695f)", high: "#389e0d" };

function placeOf(value: unknown): number | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const place = Number(value);
  return value === "" || Number.isNaN(place) ? undefined : place;
}

function colorOf(field: FieldDefinition, place: number): string {
  const { to } = scaleOf(field);
  if (place < numberSetting(field, "low", Number.NEGATIVE_INFINITY)) return COLORS.low;
  return place >= numberSetting(field, "high", to) ? COLORS.high : COLORS.middle;
}

/** A slider with the exact number beside it; on its own the number has plus and minus. */
function ProgressEditor(props: FieldEditorProps) {
  const { field, value, onChange, disabled = false } = props;
  const { from, to, step } = scaleOf(field);
  const place = placeOf(value);
  const isSlider = textSetting(field, "control", "slider") === "slider";
  const change = (next: number | string | null): void => onChange(next === null ? null : String(next));
  return (
    <div style={{ display: "flex", alignItems: "center", gap: 12 }} onBlur={() => props.onBlur?.()}>
      {isSlider ? (
        <Slider
          value={place ?? from}
          min={from}
          max={to}
          step={step}
          disabled={disabled}
          style={{ flex: 1, margin: "8px 6px" }}
          styles={{ track: { background: colorOf(field, place ?? from) } }}
          tooltip={{ formatter: (shown) => `${shown ?? ""}${unitOf(field)}` }}
          onChange={(next: number) => change(next)}
        />
      ) : null}
      <InputNumber<string>
        {...(props.id === undefined ? {} : { id: props.id })}
        stringMode
        value={typeof value === "string" || typeof value === "number" ? String(value) : null}
        step={step}
        min={String(from)}
        max={String(to)}
        changeOnWheel={false}
        keyboard
        mode={isSlider ? "input" : "spinner"}
        suffix={unitOf(field)}
        disabled={disabled}
        status={props.error ? "error" : ""}
        size={props.size ?? "middle"}
        autoFocus={props.autoFocus ?? false}
        style={{ width: isSlider ? 104 : 180, flex: "none" }}
        onChange={change}
      />
    </div>
  );
}

function ProgressBar({ field, value }: FieldDisplayProps) {
  const place = placeOf(value);
  if (place === undefined) return null;
  const { from, to } = scaleOf(field);
  const share = Math.min(1, Math.max(0, (place - from) / (to - from || 1)));
  return (
    <span style={{ display: "inline-flex", alignItems: "center", gap: 8, width: "100%", maxWidth: 320 }}>
      <span
        aria-hidden="true"
        style={{
          // A cell may be as narrow as what it holds.
          flex: "1 1 64px",
          minWidth: 64,
          height: 6,
          borderRadius: 3,
          background: "rgba(128,128,128,.2)",
          overflow: "hidden",
        }}
      >
        <span
          style={{
            display: "block",
            width: `${share * 100}%`,
            height: "100%",
            background: colorOf(field, place),
          }}
        />
      </span>
      <span style={{ fontVariantNumeric: "tabular-nums", minWidth: 36, textAlign: "right" }}>
        <TextCell field={field} value={value} />
      </span>
    </span>
  );
}

/** A place on a scale. */
export const progressView = defineFieldView({
  id: "progress",
  Editor: ProgressEditor,
  Cell: ProgressBar,
  Value: ProgressBar,
});
