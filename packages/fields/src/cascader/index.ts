import { fail, localize, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { switchSetting } from "../setting-values.ts";
import { foldText, isEmptyInput } from "../text-cleaning.ts";
import {
  checkTree,
  pathsOf,
  pathText,
  readTreeLines,
  type TreePath,
  treeOf,
  treeSetting,
} from "./option-tree.ts";

const SEPARATOR = /\s*[/>\\→]\s*/;

/** One option of a tree, kept with all above it: asking for an option finds what lies below it as well. */
export const cascaderField = defineField({
  id: "cascader",
  name: { zh: "级联选择", en: "Cascader" },
  description: {
    zh: "多级分类中选一项，如产品类目；筛选包含下级",
    en: "One of a tree, such as product categories; filters include what lies below",
  },
  group: "choice",
  icon: "cascader",
  width: 200,
  settings: [
    {
      id: "tree",
      name: { zh: "选项", en: "Options" },
      kind: "custom",
      editor: "option-tree",
      required: true,
      help: {
        zh: "每行一项，缩进表示下级，可从表格粘贴；“名称 | English”",
        en: "One per line, indented below another; may be pasted from a spreadsheet; “名称 | English”",
      },
    },
    {
      id: "leafOnly",
      name: { zh: "必须选到最后一级", en: "Only the last level" },
      kind: "switch",
      default: false,
    },
    {
      id: "display",
      name: { zh: "选择方式", en: "Chosen from" },
      kind: "choice",
      default: "columns",
      choices: [
        { value: "columns", name: { zh: "逐级展开", en: "Columns" } },
        { value: "tree", name: { zh: "树形", en: "A tree" } },
      ],
    },
  ],
  example: {
    settings: {
      tree: [
        {
          key: "device",
          name: { zh: "设备", en: "Devices" },
          children: [
            { key: "pump", name: { zh: "水泵", en: "Pumps" } },
            {
              key: "valve",
              name: { zh: "阀门", en: "Valves" },
              children: [{ key: "ball", name: { zh: "球阀", en: "Ball valves" } }],
            },
          ],
        },
        { key: "service", name: { zh: "服务", en: "Services" } },
      ],
    },
    values: [["device", "valve", "ball"], ["device", "pump"], ["service"]],
  },
  aggregates: ["count"],
  groupable: true,
  kind: () => "options",
  column: () => ({ type: "text[]" }),
  options: (field) =>
    [...pathsOf(treeOf(field))].map(([key, path]) => ({
      key,
      name: { zh: pathText(path, "zh"), en: pathText(path, "en") },
    })),
  parse: (input, field) => parsePath(input, field),
  toText: (value, field, { locale }) => {
    const keys = Array.isArray(value) ? value : [];
    const last = keys.at(-1);
    const path = typeof last === "string" ? pathsOf(treeOf(field)).get(last) : undefined;
    return path ? pathText(path, locale) : keys.join(" / ");
  },
  fromText: (text, field) => readPath(text, field),
  guess: (samples) => {
    const paths = samples.map((sample) => sample.split(SEPARATOR)).filter((parts) => parts.length > 1);
    const roots = new Set(paths.map(([root = ""]) => foldText(root)));
    const isWord = samples.every(
      (sample) => !/\d\s*\//.test(sample) && sample.length < 80 && !/:\/\//.test(sample),
    );
    const share = paths.length / Math.max(1, samples.length);
    return isWord && samples.length >= 6 && share > 0.7 && roots.size <= samples.length / 3 ? 0.7 : 0;
  },
  guessSettings: (samples) => {
    const lines = new Set<string>();
    for (const parts of samples
      .map((sample) => sample.split(SEPARATOR))
      .toSorted((a, b) => a.join().localeCompare(b.join(), "zh")))
      parts.forEach((_, depth) => lines.add(parts.slice(0, depth + 1).join("\n")));
    const text = [...lines].map(
      (path) => `${"  ".repeat(path.split("\n").length - 1)}${path.split("\n").at(-1)}`,
    );
    return { tree: treeSetting(readTreeLines(text.join("\n"), [])) };
  },
  checkSettings: checkTree,
  jsonSchema: (field) => ({
    type: "array",
    items: { type: "string" },
    description: `Keys from the root to the chosen option; the last key alone is accepted. ${[
      ...pathsOf(treeOf(field)),
    ]
      .map(([key, path]) => `${key}: ${localize(path.at(-1)?.name ?? { zh: key, en: key }, "en")}`)
      .join("; ")}`,
  }),
  publicInput: (field) => ({
    kind: "select",
    reads: "value",
    options: [...pathsOf(treeOf(field))]
      .filter(([, path]) => !switchSetting(field, "leafOnly") || isLeaf(path))
      .map(([key, path]) => ({ key, name: { zh: pathText(path, "zh"), en: pathText(path, "en") } })),
  }),
});

function isLeaf(path: TreePath): boolean {
  return (path.at(-1)?.children?.length ?? 0) === 0;
}

function accept(path: TreePath, field: FieldDefinition): Result<readonly string[]> {
  if (switchSetting(field, "leafOnly") && !isLeaf(path)) {
    const last = path.at(-1)?.name ?? { zh: "", en: "" };
    return fail(`请在“${last.zh}”下面继续选择`, `Choose one of those below "${last.en}"`);
  }
  return ok(path.map(({ key }) => key));
}

function parsePath(input: unknown, field: FieldDefinition): Result<readonly string[] | null> {
  if (isEmptyInput(input)) return ok(null);
  const given: readonly unknown[] = Array.isArray(input) ? input : [input];
  const last = given.at(-1);
  const path = typeof last === "string" ? pathsOf(treeOf(field)).get(last.trim()) : undefined;
  const isSame = given.length === 1 || given.every((key, index) => path?.[index]?.key === key);
  if (path && isSame && given.length <= path.length) return accept(path, field);
  const shown = typeof last === "string" ? last.slice(0, 40) : typeof last;
  return fail(`没有“${shown}”这个选项`, `"${shown}" is not an option`);
}

/** A path of names, or one name that only one option has. */
function readPath(text: string, field: FieldDefinition): Result<readonly string[] | null> {
  if (isEmptyInput(text)) return ok(null);
  const parts = text.trim().split(SEPARATOR).map(foldText);
  const means = (path: TreePath, depth: number): boolean => {
    const option = path[depth];
    return (
      option !== undefined &&
      [option.name.zh, option.name.en, option.key].some((name) => foldText(name) === parts[depth])
    );
  };
  const all = [...pathsOf(treeOf(field)).values()];
  const whole = all.find(
    (path) => path.length === parts.length && parts.every((_, depth) => means(path, depth)),
  );
  if (whole) return accept(whole, field);
  const named = all.filter((path) => {
    const option = path.at(-1);
    return (
      parts.length === 1 &&
      option !== undefined &&
      [option.name.zh, option.name.en].some((name) => foldText(name) === parts[0])
    );
  });
  const [only] = named;
  if (only && named.length === 1) return accept(only, field);
  const shown = text.trim().slice(0, 40);
  return named.length > 1
    ? fail(`“${shown}”有多个，请写出上级`, `"${shown}" stands at several places: write what is above it`)
    : fail(`没有“${shown}”这个选项`, `"${shown}" is not an option`);
}
