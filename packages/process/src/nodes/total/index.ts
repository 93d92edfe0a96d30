import { missing } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { searchSettings } from "../found-settings.ts";
import { checkWhere, whereText } from "../where.ts";
import { figureOf, stepTotal } from "./step.ts";
import { text } from "./text.ts";

const [entitySetting, whereSetting] = searchSettings;

/** Works out a figure over records. */
export const totalNode = defineNode({
  id: "total",
  name: text.name,
  description: text.description,
  group: "data",
  icon: "calculator",
  color: "cyan",
  settings: [
    entitySetting,
    whereSetting,
    {
      id: "of",
      name: text.of,
      kind: "choice",
      default: "count",
      choices: [
        { value: "count", name: text.count },
        { value: "sum", name: text.sum },
        { value: "avg", name: text.avg },
        { value: "max", name: text.max },
        { value: "min", name: text.min },
      ],
    },
    {
      id: "field",
      name: text.field,
      kind: "field",
      of: "entity",
      accepts: ["number"],
      visibleWhen: { setting: "of", in: ["sum", "avg", "max", "min"] },
    },
  ],
  initial: { where: { join: "and", rows: [] }, of: "count" },
  exits: () => [NEXT],
  outputs(settings, { catalog }) {
    const entity = settings.text("entity");
    if (entity === undefined || !catalog.find("entity", entity)) return [];
    const field = settings.text("of") === "count" ? undefined : settings.text("field");
    const definition = field === undefined ? undefined : catalog.field(entity, field);
    // Sums of money are money: they keep their currency.
    const like =
      definition && catalog.fieldTypes.currencyOf?.(definition) !== undefined ? definition : undefined;
    return [
      {
        field: like
          ? { id: "result", type: like.type, name: text.result, settings: like.settings ?? {} }
          : { id: "result", type: "number", name: text.result },
        guard: { entity, fields: field === undefined ? [] : [field] },
      },
    ];
  },
  summary(settings, context) {
    const entity = settings.text("entity");
    const name = context.wording.entity(entity);
    const where = whereText(settings, entity ?? "", context);
    const figure = figureOf(settings, context.wording);
    return {
      zh: `${name.zh}：${figure.zh}${where.zh ? `（${where.zh}）` : ""}`,
      en: `${name.en}: ${figure.en}${where.en ? ` (${where.en})` : ""}`,
    };
  },
  check(settings, context) {
    const entity = settings.text("entity");
    if (entity === undefined || !context.catalog.find("entity", entity))
      return [missing("entity", text.noEntity)];
    const problems = checkWhere(settings, entity, context);
    if ((settings.text("of") ?? "count") === "count") return problems;
    const kind = context.catalog.scope(entity).variable(settings.text("field") ?? "")?.kind;
    return kind === "number" ? problems : [...problems, missing("field", text.noField)];
  },
  step: stepTotal,
});
