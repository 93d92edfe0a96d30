import type { LocalizedText } from "@mortise/kit";
import { quoted } from "../document-name.ts";
import type { FieldDefinition } from "../documents/entity.ts";
import type { FieldCatalog } from "../field-catalog.ts";
import { type ChangeList, type FieldAspect, isSame, joinNames } from "./change.ts";
import { diffOptions, withoutOptions } from "./diff-options.ts";

/** Changes of a field that exists before and after: name, type, flags, settings, options. */
export function diffField(
  before: FieldDefinition,
  after: FieldDefinition,
  list: ChangeList,
  types: FieldCatalog,
): void {
  if (isSame(before, after)) return;
  const name = quoted(after.name);
  const say = (zh: string, en: string, aspect?: FieldAspect): void =>
    list.add(
      "changed",
      { zh: `字段${zh}`, en: `field ${en}` },
      { part: "field", field: after.id, ...(aspect ? { aspect } : {}) },
    );
  if (!isSame(before.name, after.name)) {
    const old = quoted(before.name);
    say(
      old.zh === name.zh ? `${name.zh}的英文名称由${old.en}改为${name.en}` : `${old.zh}改名为${name.zh}`,
      old.en === name.en
        ? `${name.en} renamed in Chinese from ${old.zh} to ${name.zh}`
        : `${old.en} renamed to ${name.en}`,
    );
  }
  if (before.type !== after.type) {
    const [from, to] = [types.typeName(before.type), types.typeName(after.type)];
    say(`${name.zh}的类型由${from.zh}改为${to.zh}`, `${name.en} changed from ${from.en} to ${to.en}`, "type");
  }
  for (const { aspect, text } of changedFlags(before, after))
    say(`${name.zh}${text.zh}`, `${name.en} ${text.en}`, aspect);
  const properties = changedContent(before, after, types);
  if (properties.length > 0) {
    const names = joinNames(properties);
    say(`${name.zh}修改了${names.zh}`, `${name.en}: ${names.en} changed`);
  }
  diffOptions(before, after, list);
}

const FLAGS: readonly {
  readonly key: "required" | "unique" | "readOnly";
  readonly on: LocalizedText;
  readonly off: LocalizedText;
}[] = [
  {
    key: "required",
    on: { zh: "改为必填", en: "is now required" },
    off: { zh: "改为选填", en: "is no longer required" },
  },
  {
    key: "unique",
    on: { zh: "改为不允许重复", en: "must now be unique" },
    off: { zh: "改为允许重复", en: "may now have duplicates" },
  },
  {
    key: "readOnly",
    on: { zh: "改为只读", en: "is now read-only" },
    off: { zh: "改为可填写", en: "may now be filled in" },
  },
];

interface ChangedFlag {
  readonly text: LocalizedText;
  /** Set when the flag is on now: switching it off hurts nobody. */
  readonly aspect: FieldAspect | undefined;
}

function changedFlags(before: FieldDefinition, after: FieldDefinition): readonly ChangedFlag[] {
  return FLAGS.flatMap(({ key, on, off }) => {
    const [was, is] = [before[key] ?? false, after[key] ?? false];
    if (was === is) return [];
    return [{ text: is ? on : off, aspect: is ? key : undefined }];
  });
}

function changedContent(
  before: FieldDefinition,
  after: FieldDefinition,
  types: FieldCatalog,
): readonly LocalizedText[] {
  const [old, next] = [withoutOptions(before), withoutOptions(after)];
  const keys = new Set([...Object.keys(old), ...Object.keys(next)]);
  const changed = [...keys].filter((key) => !isSame(old[key], next[key]));
  const specs = types.settingsOf?.(after.type) ?? [];
  const named = specs.filter(({ id }) => changed.includes(id)).map((spec) => spec.name);
  const rest = changed.length > named.length && before.type === after.type;
  return [
    ...(isSame(before.help, after.help) ? [] : [{ zh: "提示", en: "help text" }]),
    ...(isSame(before.default, after.default) ? [] : [{ zh: "默认值", en: "default value" }]),
    // Another type has other settings: that is said already.
    ...(before.type === after.type ? named : []),
    ...(rest ? [{ zh: "设置", en: "settings" }] : []),
  ];
}
