import { localize } from "@mortise/kit";
import type { ControlProps } from "./control-props.ts";
import { RegionInput } from "./region-input.tsx";

/** The native control that the field's type asks for. */
export function FieldControl(props: ControlProps) {
  const { field, id, value, onChange, describedBy, isInvalid } = props;
  const { input } = field;
  const shared = { id, "aria-describedby": describedBy, "aria-invalid": isInvalid, required: field.required };
  const text = typeof value === "string" ? value : "";
  switch (input.kind) {
    case "input":
      return (
        <span className="with-suffix">
          <input
            {...shared}
            type={input.type}
            inputMode={input.inputMode}
            maxLength={input.maxLength}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
          {input.suffix ? <span>{input.suffix}</span> : null}
        </span>
      );
    case "textarea":
      return (
        <textarea
          {...shared}
          rows={4}
          maxLength={input.maxLength}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "select":
      return <Choice {...props} shared={shared} />;
    case "multi-select":
      return <Choices {...props} />;
    case "checkbox":
      return (
        <input
          {...shared}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
      );
    case "region":
      return <RegionInput {...props} level={input.level} />;
    case "files":
      return null;
  }
}

/** The options to choose from; one that is not offered any more stays while it is chosen. */
function optionsOf({ field, value }: ControlProps) {
  const isChosen = (key: string) => (Array.isArray(value) ? value.includes(key) : value === key);
  return "options" in field.input
    ? field.input.options.filter(({ key, disabled }) => disabled !== true || isChosen(key))
    : [];
}

function Choice({ shared, ...props }: ControlProps & { readonly shared: object }) {
  const { value, onChange, locale, t } = props;
  return (
    <select
      {...shared}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{t.choose}</option>
      {optionsOf(props).map((option) => (
        <option key={option.key} value={option.key}>
          {localize(option.name, locale)}
        </option>
      ))}
    </select>
  );
}

function Choices(props: ControlProps) {
  const { id, value, onChange, locale, field, describedBy } = props;
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <div
      className="choices"
      role="group"
      aria-label={localize(field.name, locale)}
      aria-describedby={describedBy}
    >
      {optionsOf(props).map((option, index) => (
        <label key={option.key}>
          <input
            id={index === 0 ? id : undefined}
            type="checkbox"
            checked={chosen.includes(option.key)}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...chosen, option.key] : chosen.filter((key) => key !== option.key),
              )
            }
          />
          {localize(option.name, locale)}
        </label>
      ))}
    </div>
  );
}
