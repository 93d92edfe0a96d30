import { Type } from "typebox";
import type { FormItem } from "../documents/form-item.ts";
import { base, exact, expression, id, localizedText, mapOf, oneOf, settings } from "./parts.ts";

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

const pageItem = exact({
  type: Type.Literal("page"),
  id: Type.String(),
  title: localizedText,
  items: Type.Array(Type.Ref("item")),
});

const pagesItem = exact({
  type: Type.Literal("pages"),
  id: Type.String(),
  look: oneOf("tabs", "steps"),
  items: Type.Array(Type.Ref("page")),
});

const dividerItem = exact({
  type: Type.Literal("divider"),
  id: Type.String(),
  title: Type.Optional(localizedText),
});

const link = { url: Type.String({ maxLength: 2_000 }), parameters: Type.Optional(mapOf(Type.String())) };

const frameItem = exact({
  type: Type.Literal("frame"),
  id: Type.String(),
  title: localizedText,
  ...link,
  height: Type.Integer({ minimum: 80, maximum: 2_000 }),
  span,
});

const setAction = exact({ type: Type.Literal("set"), field: Type.String(), value: expression });

const buttonItem = exact({
  type: Type.Literal("button"),
  id: Type.String(),
  title: localizedText,
  span,
  action: Type.Union([
    exact({ type: Type.Literal("link"), ...link }),
    exact({ type: Type.Literal("set"), set: Type.Array(setAction) }),
  ]),
});

const item = Type.Unsafe<FormItem>(
  Type.Cyclic(
    {
      item: Type.Union([fieldItem, sectionItem, pagesItem, textItem, dividerItem, frameItem, buttonItem]),
      page: pageItem,
    },
    "item",
  ),
);

const MOST_ENTRIES = 1_000_000;

const WALL_CLOCK = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

const publicAccess = exact({
  opensAt: Type.Optional(Type.String({ maxLength: 40 })),
  closesAt: Type.Optional(Type.String({ maxLength: 40 })),
  windows: Type.Optional(
    Type.Array(
      exact({
        days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 7 }),
        from: Type.String({ pattern: WALL_CLOCK }),
        to: Type.String({ pattern: WALL_CLOCK }),
      }),
      { maxItems: 20 },
    ),
  ),
  total: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_ENTRIES })),
  perDay: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_ENTRIES })),
  perMonth: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_ENTRIES })),
  perPerson: Type.Optional(
    exact({
      field: Type.Optional(Type.String()),
      times: Type.Integer({ minimum: 1, maximum: 10_000 }),
      within: oneOf("day", "ever"),
    }),
  ),
  password: Type.Optional(Type.String({ minLength: 4, maxLength: 32 })),
  proof: Type.Optional(oneOf("light", "normal", "strong")),
  verify: Type.Optional(Type.Array(Type.String(), { maxItems: 10 })),
  hosts: Type.Optional(Type.Array(Type.String({ maxLength: 253 }), { maxItems: 50 })),
});

const slug = Type.String({ pattern: "^[A-Za-z0-9_-]{4,64}$" });

const linkSettings = {
  intro: Type.Optional(localizedText),
  receipt: Type.Optional(localizedText),
  parameters: Type.Optional(mapOf(Type.String())),
  values: Type.Optional(settings),
  access: Type.Optional(publicAccess),
  editing: Type.Optional(
    exact({ hours: Type.Integer({ minimum: 1, maximum: 8_760 }), while: Type.Optional(expression) }),
  ),
  redirect: Type.Optional(Type.String({ maxLength: 2_000 })),
};

const publicForm = exact({
  enabled: Type.Boolean(),
  slug,
  ...linkSettings,
  fills: Type.Optional(Type.Array(Type.String(), { maxItems: 50 })),
  liveFills: Type.Optional(Type.Boolean()),
  remember: Type.Optional(Type.Boolean()),
  addressField: Type.Optional(Type.String()),
  links: Type.Optional(
    Type.Array(exact({ id, name: localizedText, enabled: Type.Boolean(), slug, ...linkSettings }), {
      maxItems: 200,
    }),
  ),
});

const { opensAt, closesAt, windows, password } = publicAccess.properties;

const publicQuery = exact({
  enabled: Type.Boolean(),
  slug,
  title: Type.Optional(localizedText),
  intro: Type.Optional(localizedText),
  by: Type.Array(Type.String(), { maxItems: 5 }),
  show: Type.Array(exact({ field: Type.String(), masked: Type.Optional(Type.Boolean()) }), { maxItems: 50 }),
  filter: Type.Optional(expression),
  access: Type.Optional(exact({ opensAt, closesAt, windows, password })),
});

/** The shape of a form document. */
export const formSchema = exact({
  ...base("form"),
  entity: id,
  items: Type.Array(item),
  public: Type.Optional(publicForm),
  publicQuery: Type.Optional(publicQuery),
});
