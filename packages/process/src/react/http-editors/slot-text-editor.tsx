import type { SettingControlProps } from "@mortise/fields/react";
import { useLocalize } from "@mortise/ui";
import { SlotInput } from "./slot-input.tsx";

/** Edits a text of several lines for other systems, with fields in it. */
export function SlotTextEditor({
  id,
  spec,
  value,
  onChange,
  sources,
  disabled = false,
}: SettingControlProps) {
  const localize = useLocalize();
  return (
    <SlotInput
      id={id}
      isLong
      label={localize(spec.name)}
      value={typeof value === "string" ? value : ""}
      fields={sources.fields}
      disabled={disabled}
      onChange={onChange}
    />
  );
}
