import { sameText } from "@mortise/kit";
import { sentValues } from "../../model/hook.ts";
import { defineSendKind, type SendLine } from "../../model/send-kind.ts";
import type { Settings } from "../../model/settings.ts";
import { text } from "./text.ts";

/** A script that is run for a step. */
export const scriptKind = defineSendKind({
  id: "script",
  name: text.name,
  icon: "code",
  request: (request) => [
    ...valueLines(request, "input", "input"),
    { label: text.code, value: { type: "text", text: request.text("code") ?? "" } },
  ],
  answer: (answer) => valueLines(answer, "body", ""),
});

function valueLines(settings: Settings, key: string, before: string): readonly SendLine[] {
  return sentValues(settings.get(key) ?? null).map(({ path, value }) => ({
    label: sameText([before, path].filter((part) => part !== "").join(".")),
    value: { type: "text", text: value === null ? "—" : String(value) },
  }));
}
