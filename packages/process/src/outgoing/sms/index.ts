import { defineSendKind } from "../../model/send-kind.ts";
import { messageLines } from "../message-lines.ts";
import { text } from "./text.ts";

/** A short message to one person's mobile phone. */
export const smsKind = defineSendKind({
  id: "sms",
  name: text.name,
  icon: "phone",
  reaches: ({ hasMobile }) => hasMobile === true,
  request: messageLines,
  answer: () => [],
});
