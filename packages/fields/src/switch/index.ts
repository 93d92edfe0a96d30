import { fail, localize, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { localizedSetting, switchSetting } from "../setting-values.ts";
import { foldText, isEmptyInput } from "../text-cleaning.ts";

const YES = { zh: "是", en: "Yes" };
const NO = { zh: "否", en: "No" };
const YES_WORDS = new Set([
  "是",
  "真",
  "有",
  "对",
  "开",
  "已",
  "true",
  "yes",
  "y",
  "t",
  "on",
  "1",
  "√",
  "✓",
  "✔",
  "☑",
]);
const NO_WORDS = new Set([
  "否",
  "假",
  "无",
  "错",
  "不",
  "关",
  "未",
  "false",
  "no",
  "n",
  "f",
  "off",
  "0",
  "×",
  "✗",
  "✘",
  "☐",
]);

/** Yes or no. */
export const switchField = defineField({
  id: "switch",
  name: { zh: "开关", en: "Switch" },
  description: { zh: "是或否", en: "Yes or no" },
  named: /^(是否|有无|可否).*|^(is|has|do|does|can) .*/i,
  group: "choice",
  icon: "switch",
  width: 80,
  settings: [
    { id: "onText", name: { zh: "打开时的文字", en: "Text when on" }, kind: "localized-text", default: YES },
    { id: "offText", name: { zh: "关闭时的文字", en: "Text when off" }, kind: "localized-text", default: NO },
    {
      id: "mustBeOn",
      name: { zh: "必须打开才能提交", en: "Has to be on" },
      kind: "switch",
      default: false,
      help: { zh: "例如“我已阅读并同意隐私政策”", en: "Such as “I agree to the privacy policy”" },
    },
  ],
  example: { settings: {}, values: [true, false] },
  aggregates: ["count"],
  sortable: true,
  groupable: true,
  kind: () => "boolean",
  column: () => ({ type: "boolean" }),
  parse: (input, field) => {
    if (isEmptyInput(input)) return ok(null);
    if (input === true || input === "true") return ok(true);
    if (input === false || input === "false") return off(field);
    return fail("请选择是或否", "Choose yes or no");
  },
  toText: (value, field, { locale }) =>
    typeof value === "boolean"
      ? localize(
          value ? localizedSetting(field, "onText", YES) : localizedSetting(field, "offText", NO),
          locale,
        )
      : "",
  fromText: (text, field) => readSwitch(text, field),
  guess: (samples) => {
    const words = new Set(samples.map(foldText));
    if (words.size === 0 || words.size > 2) return 0;
    const isAllKnown = [...words].every((word) => YES_WORDS.has(word) || NO_WORDS.has(word));
    const isDigits = [...words].every((word) => word === "0" || word === "1");
    return isAllKnown ? (isDigits ? 0.5 : 0.9) : 0;
  },
  jsonSchema: () => ({ type: "boolean" }),
  publicInput: () => ({ kind: "checkbox", reads: "value" }),
});

function off(field: FieldDefinition): Result<false> {
  return switchSetting(field, "mustBeOn") ? fail("需要勾选才能提交", "Has to be ticked") : ok(false);
}

function readSwitch(text: string, field: FieldDefinition): Result<boolean | null> {
  if (isEmptyInput(text)) return ok(null);
  const word = foldText(text);
  const means = (id: string): boolean => {
    const label = localizedSetting(field, id, { zh: "", en: "" });
    return [label.zh, label.en].some((name) => name !== "" && foldText(name) === word);
  };
  if (means("onText")) return ok(true);
  if (means("offText")) return off(field);
  if (YES_WORDS.has(word)) return ok(true);
  return NO_WORDS.has(word) ? off(field) : fail("请填写“是”或“否”", "Write “yes” or “no”");
}
