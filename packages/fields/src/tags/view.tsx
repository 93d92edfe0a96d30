import { Select, Tag } from "antd";
import { useState } from "react";
import { useFieldPlace } from "../react/field-place.ts";
import { useFieldServices, useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { text as shared } from "../react/text.ts";
import { switchSetting } from "../setting-values.ts";
import { foldText } from "../text-cleaning.ts";
import { mostOf, presetTags } from "./index.ts";
import { text } from "./text.ts";

function tagsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.filter((tag): tag is string => typeof tag === "string") : [];
}

/** Tags in use come from the records the reader may see, once, when the list opens. */
function useUsedTags(field: string): { used: readonly string[]; load: () => void } {
  const { valuesInUse } = useFieldServices();
  const place = useFieldPlace();
  const [used, setUsed] = useState<readonly string[]>();
  const load = (): void => {
    if (used !== undefined || !valuesInUse || !place) return;
    setUsed([]);
    valuesInUse(place.entity, field).then(setUsed, () => setUsed(undefined));
  };
  return { used: used ?? [], load };
}

function TagsEditor(props: FieldEditorProps) {
  const { field, value, onChange } = props;
  const say = useFieldText();
  const { used, load } = useUsedTags(field.id);
  const isClosed = switchSetting(field, "closed") && presetTags(field).length > 0;
  const offered = [...new Set([...presetTags(field), ...(isClosed ? [] : used)])];
  return (
    <Select<string[]>
      {...(props.id === undefined ? {} : { id: props.id })}
      mode={isClosed ? "multiple" : "tags"}
      value={[...tagsOf(value)]}
      options={offered.map((tag) => ({ value: tag, label: tag }))}
      tokenSeparators={[",", "，", "、", ";", "；", "|"]}
      maxCount={mostOf(field)}
      showSearch={{
        filterOption: (input, option) => foldText(String(option?.value ?? "")).includes(foldText(input)),
      }}
      placeholder={say(isClosed ? shared.choose : text.add)}
      disabled={props.disabled ?? false}
      status={props.error ? "error" : ""}
      size={props.size ?? "middle"}
      autoFocus={props.autoFocus ?? false}
      style={{ width: "100%" }}
      onOpenChange={(isOpen) => (isOpen ? load() : undefined)}
      onBlur={() => props.onBlur?.()}
      onChange={(next) => onChange(next.length === 0 ? null : next)}
    />
  );
}

function TagList({ value }: FieldDisplayProps) {
  return (
    <span style={{ display: "inline-flex", flexWrap: "wrap", gap: 4, maxWidth: "100%", overflow: "hidden" }}>
      {tagsOf(value).map((tag) => (
        <Tag key={tag} style={{ marginInlineEnd: 0 }}>
          {tag}
        </Tag>
      ))}
    </span>
  );
}

function TagCell({ value }: FieldDisplayProps) {
  return (
    <span style={{ display: "inline-flex", gap: 4, maxWidth: "100%", overflow: "hidden" }}>
      {tagsOf(value).map((tag) => (
        <span
          key={tag}
          style={{
            border: "1px solid rgba(128,128,128,.35)",
            borderRadius: 4,
            padding: "0 6px",
            whiteSpace: "nowrap",
          }}
        >
          {tag}
        </span>
      ))}
    </span>
  );
}

/** Words that people make up. */
export const tagsView = defineFieldView({ id: "tags", Editor: TagsEditor, Cell: TagCell, Value: TagList });
