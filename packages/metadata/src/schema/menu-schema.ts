import { Type } from "typebox";
import type { MenuItem } from "../documents/menu.ts";
import { base, exact, localizedText, oneOf } from "./parts.ts";

const entry = exact({
  id: Type.String(),
  type: oneOf("entity", "view", "dashboard", "group"),
  target: Type.Optional(Type.String()),
  name: Type.Optional(localizedText),
  icon: Type.Optional(Type.String()),
  items: Type.Optional(Type.Array(Type.Ref("entry"))),
});

/** The shape of a menu document. */
export const menuSchema = exact({
  ...base("menu"),
  items: Type.Array(Type.Unsafe<MenuItem>(Type.Cyclic({ entry }, "entry"))),
});
