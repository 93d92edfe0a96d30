import { CloseCircleFilled, StarFilled } from "@ant-design/icons";
import { fillText, localize } from "@mortise/kit";
import { Button, Rate } from "antd";
import { useFieldServices, useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { gradeNames, levelsOf } from "./index.ts";
import { text } from "./text.ts";

function levelOf(value: unknown): number {
  const level = Number(value ?? 0);
  return Number.isInteger(level) ? level : 0;
}

/** Stars that are chosen by a click, a tap, digits or the arrow keys; the name of the grade stands beside them. */
function RatingEditor({ field, value, onChange, onBlur, disabled = false, error, id }: FieldEditorProps) {
  const { locale } = useFieldServices();
  const say = useFieldText();
  const names = gradeNames(field).map((name) => localize(name, locale));
  const levels = levelsOf(field);
  const level = levelOf(value);
  const choose = (next: number): void => onChange(next === 0 ? null : String(next));
  return (
    <div
      style={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: "2px 8px", minHeight: 32 }}
      onKeyDown={(event) => {
        const digit = /^\d$/.test(event.key) ? Number(event.key) : undefined;
        if (disabled || digit === undefined || digit > levels) return;
        event.preventDefault();
        choose(digit);
      }}
      onBlur={() => onBlur?.()}
    >
      <span
        {...(id === undefined ? {} : { id })}
        style={error ? { outline: "1px solid #cf1322", outlineOffset: 4, borderRadius: 4 } : {}}
      >
        <Rate
          count={levels}
          value={level}
          disabled={disabled}
          {...(names.length > 0 ? { tooltips: names } : {})}
          onChange={choose}
        />
      </span>
      <span style={{ opacity: 0.65 }}>{names[level - 1] ?? ""}</span>
      {level > 0 && !disabled ? (
        <Button
          type="text"
          size="small"
          icon={<CloseCircleFilled style={{ opacity: 0.35 }} />}
          aria-label={say(text.clear)}
          onClick={() => choose(0)}
        />
      ) : null}
    </div>
  );
}

/** Plain signs: a list draws thousands of them. */
function RatingCell({ field, value }: FieldDisplayProps) {
  const say = useFieldText();
  const [level, levels] = [levelOf(value), levelsOf(field)];
  if (level === 0) return null;
  const label = fillText(say(text.level), { level: String(level), levels: String(levels) });
  return (
    <span role="img" aria-label={label} title={label} style={{ letterSpacing: 1, whiteSpace: "nowrap" }}>
      <span style={{ color: "#d48806" }}>{"★".repeat(level)}</span>
      <span style={{ opacity: 0.25 }}>{"★".repeat(Math.max(0, levels - level))}</span>
    </span>
  );
}

function RatingValue({ field, value }: FieldDisplayProps) {
  const { locale } = useFieldServices();
  const name = gradeNames(field)[levelOf(value) - 1];
  return (
    <span style={{ display: "inline-flex", flexWrap: "wrap", gap: "2px 8px", alignItems: "center" }}>
      <RatingCell field={field} value={value} />
      <span>{name ? localize(name, locale) : <StarCount value={value} />}</span>
    </span>
  );
}

function StarCount({ value }: Pick<FieldDisplayProps, "value">) {
  return (
    <>
      {levelOf(value)} <StarFilled aria-hidden="true" style={{ fontSize: 11, opacity: 0.4 }} />
    </>
  );
}

/** A grade in stars. */
export const ratingView = defineFieldView({
  id: "rating",
  Editor: RatingEditor,
  Cell: RatingCell,
  Value: RatingValue,
});
