import { Input } from "antd";
import { TextCell, TextValue } from "../react/display.tsx";
import { useFieldServices, useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { shortRegionText } from "../region/division.ts";
import { RegionEditor } from "../region/view.tsx";
import { addressParts } from "./index.ts";
import { text } from "./text.ts";

/** What stands in the two controls: stored parts, or a detail whose region is still missing. */
function draftParts(value: unknown): { readonly region: string; readonly detail: string } {
  const stored = addressParts(value);
  if (stored) return stored;
  return { region: "", detail: typeof value === "string" ? value.trimStart() : "" };
}

/** Region and detail below each other; a detail without a region is handed up as it is, for the form to say so. */
function AddressEditor(props: FieldEditorProps) {
  const { value, onChange } = props;
  const say = useFieldText();
  const { region, detail } = draftParts(value);
  const change = (code: string, street: string): void => {
    const joined = code === "" ? street : street === "" ? code : `${code} ${street}`;
    onChange(joined === "" ? null : joined);
  };
  return (
    <div style={{ display: "grid", gap: 6 }}>
      <RegionEditor
        {...props}
        value={region === "" ? null : region}
        onChange={(next) => change(typeof next === "string" ? next : "", detail)}
        onBlur={undefined}
      />
      <Input
        value={detail}
        placeholder={say(text.detail)}
        aria-label={say(text.detail)}
        disabled={props.disabled ?? false}
        status={props.error ? "error" : ""}
        size={props.size ?? "middle"}
        maxLength={200}
        autoComplete="street-address"
        onChange={({ target }) => change(region, target.value)}
        onBlur={() => props.onBlur?.()}
      />
    </div>
  );
}

/** A cell is narrow: the province is left to the tooltip. */
function AddressCell({ field, value }: FieldDisplayProps) {
  const { locale } = useFieldServices();
  const parts = addressParts(value);
  if (!parts) return <TextCell field={field} value={value} />;
  return (
    <>
      {shortRegionText(parts.region, locale)} {parts.detail}
    </>
  );
}

/** A region and a street. */
export const addressView = defineFieldView({
  id: "address",
  Editor: AddressEditor,
  Cell: AddressCell,
  Value: TextValue,
});
