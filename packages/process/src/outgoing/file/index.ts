import { isPlainObject } from "@mortise/kit";
import { defineSendKind } from "../../model/send-kind.ts";
import { text } from "./text.ts";

/** A file that is made for a step. */
export const fileKind = defineSendKind({
  id: "file",
  name: text.name,
  icon: "file",
  request: (request) => [{ label: text.file, value: { type: "text", text: request.text("name") ?? "" } }],
  answer(answer) {
    const file = answer.get("file");
    if (!isPlainObject(file)) return [];
    const size = typeof file["size"] === "number" ? Math.max(1, Math.round(file["size"] / 1024)) : 0;
    return [{ label: text.size, value: { type: "text", text: `${size} KB` } }];
  },
});
