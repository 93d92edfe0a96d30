/** What is written for a new entry of one registry. */
export interface TypeTemplate {
  /** Where the folders of the registry stand. */
  readonly folder: string;
  /** Ends the names of what the folder exports: `Field` makes `creditCodeField`. */
  readonly suffix: string;
  /** Texts by file name. */
  readonly files: (names: TypeNames) => Readonly<Record<string, string>>;
  /** Lists that name every entry: one for the definitions, one for the views. */
  readonly registries: readonly RegistryFile[];
}

/** A file that imports every entry and lists them in the order of their ids. */
export interface RegistryFile {
  readonly path: string;
  /** Ends the name of what the list holds. */
  readonly suffix: string;
  /** The module to import, seen from the registry. */
  readonly module: (id: string) => string;
}

/** The id in the spellings that files need. */
export interface TypeNames {
  readonly id: string;
  /** `creditCode` */
  readonly camel: string;
  /** `Credit code` */
  readonly words: string;
}

/** The registries that `pnpm new` knows. */
export const TYPE_TEMPLATES: Readonly<Record<string, TypeTemplate>> = {
  field: {
    folder: "packages/fields/src",
    suffix: "Field",
    files: fieldFiles,
    registries: [
      { path: "packages/fields/src/registry.ts", suffix: "Field", module: (id) => `./${id}/index.ts` },
      { path: "packages/fields/src/react/views.ts", suffix: "View", module: (id) => `../${id}/view.tsx` },
    ],
  },
  node: {
    folder: "packages/process/src/nodes",
    suffix: "Node",
    files: nodeFiles,
    registries: [
      { path: "packages/process/src/nodes/index.ts", suffix: "Node", module: (id) => `./${id}/index.ts` },
    ],
  },
  chart: {
    folder: "packages/reports/src/charts",
    suffix: "Chart",
    files: chartFiles,
    registries: [
      { path: "packages/reports/src/charts/index.ts", suffix: "Chart", module: (id) => `./${id}/index.ts` },
      {
        path: "packages/reports/src/react/chart-views.ts",
        suffix: "View",
        module: (id) => `../charts/${id}/view.tsx`,
      },
    ],
  },
};

function textFile(words: string): string {
  return `/** Texts of the type. */
export const text = {
  name: { zh: "${words}", en: "${words}" },
  description: { zh: "说明它的用途", en: "Says what it is for" },
} as const;
`;
}

function fieldFiles(names: TypeNames): Readonly<Record<string, string>> {
  const { id, camel, words } = names;
  const field = `${camel}Field`;
  return {
    "text.ts": textFile(words),
    "index.ts": fieldDefinition(names),
    "view.tsx": fieldView(names),
    [`${id}.test.ts`]: `import { exampleField } from "@mortise/testing";
import { expect, test } from "vitest";
import { ${field} } from "./index.ts";

test("keeps a text without the blanks around it", () => {
  expect(${field}.parse("  a  ", exampleField(${field}))).toEqual({ ok: true, value: "a" });
});
`,
  };
}

function nodeFiles({ id, camel, words }: TypeNames): Readonly<Record<string, string>> {
  return {
    "text.ts": textFile(words),
    "index.ts": `import { defineNode, NEXT } from "../../model/node-type.ts";
import { text } from "./text.ts";

/** ${words}. */
export const ${camel}Node = defineNode({
  id: "${id}",
  name: text.name,
  description: text.description,
  group: "logic",
  icon: "check",
  color: "gray",
  settings: [],
  initial: {},
  exits: () => [NEXT],
  summary: () => text.name,
  check: () => [],
  step: () => ({ type: "exit", exit: NEXT.id, text: text.name }),
});
`,
    [`${id}.test.ts`]: `import { expect, test } from "vitest";
import { ${camel}Node } from "./index.ts";

test("has one way out and leaves by it", () => {
  expect(${camel}Node.exits()).toHaveLength(1);
  expect(${camel}Node.step()).toMatchObject({ type: "exit", exit: "next" });
});
`,
  };
}

function chartFiles(names: TypeNames): Readonly<Record<string, string>> {
  const { id, camel, words } = names;
  return {
    "text.ts": textFile(words),
    "index.ts": chartDefinition(names),
    "option.ts": chartOption(names),
    "view.tsx": chartView(names),
    [`${id}.test.ts`]: `import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { ${camel}Option } from "./option.ts";

test("has one bar for each group", () => {
  expect(${camel}Option(aContext({ chart: "${id}", points: [[["a"], "3"]] }))).toMatchObject({
    series: [{ data: [{ value: 3, point: 0 }] }],
  });
});
`,
  };
}

function fieldDefinition({ id, camel, words }: TypeNames): string {
  const field = `${camel}Field`;
  return `import { fail, ok, type Result } from "@mortise/kit";
import { defineField } from "../field-type.ts";
import { isEmptyInput, narrowText } from "../text-cleaning.ts";
import { text } from "./text.ts";

/** ${words}. */
export const ${field} = defineField({
  id: "${id}",
  name: text.name,
  description: text.description,
  group: "text",
  icon: "text",
  width: 160,
  settings: [],
  example: { settings: {}, values: ["example"] },
  aggregates: ["count", "countDistinct"],
  sortable: true,
  kind: () => "text",
  column: () => ({ type: "text" }),
  parse: (input) => read(input),
  toText: (value) => (typeof value === "string" ? value : ""),
  fromText: (typed) => read(typed),
  jsonSchema: () => ({ type: "string" }),
});

function read(input: unknown): Result<string | null> {
  if (isEmptyInput(input)) return ok(null);
  if (typeof input !== "string") return fail("请填写文本", "Enter a text");
  return ok(narrowText(input) || null);
}
`;
}

function fieldView({ id, camel }: TypeNames): string {
  const field = `${camel}Field`;
  return `import { TextCell } from "../react/display.tsx";
import { DraftInput } from "../react/draft-input.tsx";
import { useFieldContext } from "../react/field-services.ts";
import { defineFieldView, type FieldEditorProps } from "../react/field-view.ts";
import { textOf } from "../react/text-of.ts";
import { ${field} } from "./index.ts";

function Editor(props: FieldEditorProps) {
  const { field, value } = props;
  const context = useFieldContext();
  return (
    <DraftInput
      {...props}
      shown={textOf(${field}, value, field, context)}
      read={(typed) => ${field}.fromText(typed, field, context)}
    />
  );
}

/** How the type is edited and shown. */
export const ${camel}View = defineFieldView({ id: "${id}", Editor, Cell: TextCell, Value: TextCell });
`;
}

function chartDefinition({ id, camel, words }: TypeNames): string {
  return `import { defineChart } from "../../model/chart-type.ts";
import { text } from "./text.ts";

/** ${words}. */
export const ${camel}Chart = defineChart({
  id: "${id}",
  name: text.name,
  description: text.description,
  icon: "bar",
  dimensions: { min: 1, max: 1 },
  measures: { min: 1, max: 1, numeric: true },
  size: { w: 4, h: 7 },
  limit: 12,
  settings: [],
  suggest: () => [],
});
`;
}

function chartOption({ camel }: TypeNames): string {
  return `import { BASE_OPTION } from "../../model/axis-option.ts";
import type { ChartContext, ChartOption } from "../../model/chart-context.ts";

/** The picture: one bar for each group. */
export function ${camel}Option(context: ChartContext): ChartOption {
  const { data } = context;
  const measure = data.measures[0]?.id ?? "";
  const format = context.format(measure);
  return {
    ...BASE_OPTION,
    xAxis: { type: "category", data: data.points.map((point) => point.labels[0] ?? "") },
    yAxis: { type: "value" },
    series: [
      {
        type: "bar",
        data: data.points.map((point, index) => ({
          value: format.number(point.values[measure] ?? null) ?? 0,
          point: index,
          measure,
        })),
      },
    ],
  };
}
`;
}

function chartView({ camel }: TypeNames): string {
  return `import { pictureView } from "../../react/picture-view.tsx";
import { ${camel}Chart } from "./index.ts";
import { ${camel}Option } from "./option.ts";

/** How the chart looks. */
export const ${camel}View = pictureView(${camel}Chart.id, ${camel}Option);
`;
}
