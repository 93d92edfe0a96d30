import { Type } from "typebox";
import { base, exact, localizedText } from "./parts.ts";

/** The shape of an app document. */
export const appSchema = exact({
  ...base("app"),
  icon: Type.String(),
  color: Type.String({ pattern: "^#[0-9a-fA-F]{6}$" }),
  description: Type.Optional(localizedText),
});
