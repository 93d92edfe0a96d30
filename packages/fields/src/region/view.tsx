import { Cascader } from "antd";
import { useMemo } from "react";
import type { Locale } from "@mortise/kit";
import { useFieldServices, useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { text } from "../react/text.ts";
import { switchSetting } from "../setting-values.ts";
import { foldText } from "../text-cleaning.ts";
import {
  type Division,
  regionChildren,
  regionPath,
  regionText,
  type RegionLevel,
  shortRegionText,
} from "./division.ts";
import { deepestLevel } from "./index.ts";

interface RegionChoice {
  readonly value: string;
  readonly label: string;
  readonly search: string;
  readonly children?: RegionChoice[];
}

const DEPTH: Readonly<Record<RegionLevel, number>> = { province: 2, city: 4, county: 6 };

function choicesOf(
  divisions: readonly Division[],
  depth: number,
  locale: Locale,
  parent?: Division,
): RegionChoice[] {
  return divisions.flatMap((division) => {
    // A municipality's only city carries its own name: its districts are offered right away.
    const isImplied = division.zh === parent?.zh && depth > division.code.length;
    if (isImplied) return choicesOf(division.children, depth, locale, division);
    const children =
      division.code.length < depth ? choicesOf(division.children, depth, locale, division) : [];
    const search = foldText(`${division.zh} ${division.en}`);
    const choice = { value: division.code, label: division[locale], search };
    return [children.length > 0 ? { ...choice, children } : choice];
  });
}

/** Chooses a division of China. */
export function RegionEditor({
  field,
  value,
  onChange,
  onBlur,
  disabled,
  error,
  id,
  autoFocus,
  size,
}: FieldEditorProps) {
  const { locale } = useFieldServices();
  const say = useFieldText();
  const depth = DEPTH[deepestLevel(field)];
  const options = useMemo(() => choicesOf(regionChildren(), depth, locale), [depth, locale]);
  const code = typeof value === "string" ? value : "";
  return (
    <Cascader<RegionChoice>
      {...(id === undefined ? {} : { id })}
      value={regionPath(code).map((division) => division.code)}
      options={options}
      changeOnSelect={!switchSetting(field, "exact")}
      displayRender={() => regionText(code, locale)}
      showSearch={{
        filter: (input, path) => path.some((choice) => choice.search.includes(foldText(input))),
        limit: 50,
      }}
      placeholder={say(text.choose)}
      disabled={disabled ?? false}
      status={error ? "error" : ""}
      size={size ?? "middle"}
      autoFocus={autoFocus ?? false}
      style={{ width: "100%" }}
      onChange={(path) => onChange(path?.at(-1) ?? null)}
      onBlur={() => onBlur?.()}
    />
  );
}

function RegionText({ value }: FieldDisplayProps) {
  const { locale } = useFieldServices();
  return typeof value === "string" ? <>{regionText(value, locale)}</> : null;
}

/** A cell is narrow: the province is left to the tooltip where a city is named. */
function RegionCell({ value }: FieldDisplayProps) {
  const { locale } = useFieldServices();
  if (typeof value !== "string") return null;
  return <span title={regionText(value, locale)}>{shortRegionText(value, locale)}</span>;
}

/** A province, city or county. */
export const regionView = defineFieldView({
  id: "region",
  Editor: RegionEditor,
  Cell: RegionCell,
  Value: RegionText,
});
