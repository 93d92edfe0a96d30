import { defineSendKind } from "../../model/send-kind.ts";
import { messageLines } from "../message-lines.ts";
import { text } from "./text.ts";

/** A message to one person by e-mail. */
export const emailKind = defineSendKind({
  id: "email",
  name: text.name,
  icon: "mail",
  reaches: ({ email }) => typeof email === "string" && email !== "",
  request: messageLines,
  answer: () => [],
});
