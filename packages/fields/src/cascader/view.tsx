import { type Locale, localize } from "@mortise/kit";
import { Cascader, TreeSelect } from "antd";
import { useMemo } from "react";
import { TextCell } from "../react/display.tsx";
import { useFieldServices, useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { text } from "../react/text.ts";
import { switchSetting, textSetting } from "../setting-values.ts";
import { foldText } from "../text-cleaning.ts";
import { cascaderField } from "./index.ts";
import { pathsOf, pathText, type TreeOption, treeOf } from "./option-tree.ts";

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly search: string;
  readonly selectable: boolean;
  readonly children?: Choice[];
}

function choicesOf(options: readonly TreeOption[], locale: Locale, leafOnly: boolean): Choice[] {
  return options.map(({ key, name, children = [] }) => ({
    value: key,
    label: localize(name, locale),
    search: foldText(`${name.zh} ${name.en} ${key}`),
    selectable: !leafOnly || children.length === 0,
    ...(children.length > 0 ? { children: choicesOf(children, locale, leafOnly) } : {}),
  }));
}

function lastKey(value: unknown): string | undefined {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === "string" && last !== "" ? last : undefined;
}

function CascaderEditor(props: FieldEditorProps) {
  const { field, value, onChange } = props;
  const { locale } = useFieldServices();
  const say = useFieldText();
  const tree = treeOf(field);
  const leafOnly = switchSetting(field, "leafOnly");
  const choices = useMemo(() => choicesOf(tree, locale, leafOnly), [tree, locale, leafOnly]);
  const last = lastKey(value);
  const path = last === undefined ? undefined : pathsOf(tree).get(last);
  const common = {
    ...(props.id === undefined ? {} : { id: props.id }),
    placeholder: say(text.choose),
    disabled: props.disabled ?? false,
    status: props.error ? ("error" as const) : ("" as const),
    size: props.size ?? ("middle" as const),
    autoFocus: props.autoFocus ?? false,
    allowClear: true,
    style: { width: "100%" },
    onBlur: () => props.onBlur?.(),
  };
  const choose = (key: string | undefined): void =>
    onChange(
      key === undefined
        ? null
        : (pathsOf(tree)
            .get(key)
            ?.map((option) => option.key) ?? null),
    );
  if (textSetting(field, "display", "columns") === "tree") {
    return (
      <TreeSelect<string>
        {...common}
        {...(last === undefined ? {} : { value: last })}
        treeData={choices}
        treeNodeLabelProp="label"
        treeLine
        showSearch={{
          filterTreeNode: (input, node) => String(node["search"] ?? "").includes(foldText(input)),
        }}
        onChange={(key: string | undefined) => choose(key)}
      />
    );
  }
  return (
    <Cascader<Choice>
      {...common}
      value={path?.map(({ key }) => key) ?? []}
      options={choices}
      changeOnSelect={!leafOnly}
      displayRender={() => (path ? pathText(path, locale) : "")}
      showSearch={{
        filter: (input, row) => row.some((choice) => choice.search.includes(foldText(input))),
        limit: 50,
      }}
      onChange={(keys) => choose(keys?.at(-1))}
    />
  );
}

/** A cell is narrow: what is above the option is left to the tooltip. */
function CascaderCell({ field, value }: FieldDisplayProps) {
  const { locale } = useFieldServices();
  const last = lastKey(value);
  const path = last === undefined ? undefined : pathsOf(treeOf(field)).get(last);
  if (!path) return <TextCell field={field} value={value} />;
  return (
    <span title={pathText(path, locale)}>{localize(path.at(-1)?.name ?? cascaderField.name, locale)}</span>
  );
}

/** One option of a tree. */
export const cascaderView = defineFieldView({
  id: "cascader",
  Editor: CascaderEditor,
  Cell: CascaderCell,
  Value: TextCell,
});
