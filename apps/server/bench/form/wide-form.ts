import type { DefinitionDocument, EntityDocument, FieldDefinition, RecordRule } from "@mortise/metadata";

const OPTIONS = ["a", "b", "c"].map((key) => ({ key, name: { zh: `选项${key}`, en: `Option ${key}` } }));
/** The kinds of fields that a long form mixes, over and over. */
const KINDS: readonly Omit<FieldDefinition, "id" | "name">[] = [
  { type: "text" },
  { type: "select", settings: { options: OPTIONS } },
  { type: "number", settings: { decimals: 2 } },
  { type: "date" },
  { type: "money" },
  { type: "switch" },
  { type: "mobile" },
  { type: "long-text" },
];

/** An entity with many fields and rules, and its form. */
export function wideForm(fields: number, rules: number): readonly DefinitionDocument[] {
  const list = Array.from({ length: fields }, (_, index): FieldDefinition => ({
    ...(KINDS[index % KINDS.length] ?? { type: "text" }),
    id: `f${index}`,
    name: { zh: `字段${index}`, en: `Field ${index}` },
  }));
  const entity: EntityDocument = {
    kind: "entity",
    id: "wide",
    version: 1,
    name: { zh: "长表单", en: "Long form" },
    icon: "form",
    color: "blue",
    owned: false,
    titleField: "f0",
    fields: list,
    rules: Array.from({ length: rules }, (_, index) => ruleOf(index, list)),
  };
  return [
    entity,
    {
      kind: "form",
      id: "wide",
      version: 1,
      name: entity.name,
      entity: "wide",
      items: list.map(({ id }) => ({ type: "field", id, field: id, span: 6 })),
    },
  ];
}

/** Half of the rules look at what is typed into the first field; each does something to a field of its own. */
function ruleOf(index: number, fields: readonly FieldDefinition[]): RecordRule {
  const texts = fields.filter(({ type }) => type === "text");
  const choices = fields.filter(({ type }) => type === "select");
  const target = fields[(index * 2 + 8) % fields.length]?.id ?? "f0";
  const choice = choices[index % choices.length]?.id ?? "f1";
  const text = texts[1 + (index % (texts.length - 1))]?.id ?? "f8";
  const when =
    index % 2 === 0
      ? { contains: [{ var: "f0" }, String(index)] }
      : { "==": [{ var: choice }, ["a", "b", "c"][index % 3] ?? "a"] };
  const actions: readonly RecordRule["actions"][number][] =
    index % 3 === 0
      ? [{ type: "require", fields: [target] }]
      : index % 3 === 1
        ? [{ type: "hide", fields: [target] }]
        : [{ type: "set", field: text, value: `规则${index}` }];
  return { id: `rule_${index}`, when, actions };
}
