import { Type } from "typebox";
import type { FormItem } from "../documents/form.ts";
import { base, exact, id, localizedText, mapOf, settings } from "./parts.ts";

const span = Type.Integer({ minimum: 1, maximum: 12 });

const fieldItem = exact({
  type: Type.Literal("field"),
  id: Type.String(),
  field: Type.String(),
  span,
  label: Type.Optional(localizedText),
  help: Type.Optional(localizedText),
  required: Type.Optional(Type.Boolean()),
  readOnly: Type.Optional(Type.Boolean()),
});

const sectionItem = exact({
  type: Type.Literal("section"),
  id: Type.String(),
  title: localizedText,
  collapsed: Type.Optional(Type.Boolean()),
  items: Type.Array(Type.Ref("item")),
});

const textItem = exact({ type: Type.Literal("text"), id: Type.String(), content: localizedText, span });

const item = Type.Unsafe<FormItem>(
  Type.Cyclic({ item: Type.Union([fieldItem, sectionItem, textItem]) }, "item"),
);

const publicForm = exact({
  enabled: Type.Boolean(),
  slug: Type.String({ pattern: "^[A-Za-z0-9_-]{4,64}$" }),
  intro: Type.Optional(localizedText),
  receipt: Type.Optional(localizedText),
  parameters: Type.Optional(mapOf(Type.String())),
  values: Type.Optional(settings),
  fills: Type.Optional(Type.Array(Type.String(), { maxItems: 50 })),
});

/** The shape of a form document. */
export const formSchema = exact({
  ...base("form"),
  entity: id,
  items: Type.Array(item),
  public: Type.Optional(publicForm),
});
