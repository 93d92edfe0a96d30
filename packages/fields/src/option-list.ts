import {
  isLocalizedText,
  isPlainObject,
  localize,
  type Json,
  type JsonObject,
  type Locale,
  type LocalizedText,
} from "@mortise/kit";
import { type FieldDefinition, OPTION_COLORS, type OptionColor } from "@mortise/metadata";
import { settingOf } from "./setting-values.ts";
import { cleanLine, foldText, textLength } from "./text-cleaning.ts";

/** One option of a select, multi-select or stage. `key` is stored and stable; disabled options stay readable. */
export interface FieldOption {
  readonly key: string;
  readonly name: LocalizedText;
  /** One of `OPTION_COLORS`. */
  readonly color?: OptionColor;
  readonly disabled?: boolean;
  /** What choosing it counts for, in formulas: `SCORE`. */
  readonly score?: number;
  /** Choosing it asks for a text beside it: 其他. */
  readonly other?: boolean;
  /** Stage only: probability of winning in percent. */
  readonly probability?: number;
  /** Stage only: how the stage ends. */
  readonly outcome?: StageOutcome;
}

/** How a stage ends: still open, won, lost, or not a real opportunity. */
export const STAGE_OUTCOMES = ["open", "won", "lost", "invalid"] as const;

/** One way a stage ends. */
export type StageOutcome = (typeof STAGE_OUTCOMES)[number];

/** Keys of options: what is stored, and what the API uses. */
export const OPTION_KEY = /^[a-z0-9][a-z0-9_-]{0,47}$/;

/** The well-formed options of a field, in their order. */
export function optionsOf(field: FieldDefinition): readonly FieldOption[] {
  const stored = settingOf(field, "options");
  if (!Array.isArray(stored)) return [];
  const cached = parsed.get(stored);
  if (cached) return cached;
  const options = stored.flatMap((entry: Json) => readOption(entry) ?? []);
  parsed.set(stored, options);
  return options;
}

const parsed = new WeakMap<object, readonly FieldOption[]>();

function readOption(entry: Json): FieldOption | undefined {
  if (!isPlainObject(entry)) return undefined;
  const { key, name, color, disabled, score, other, probability, outcome } = entry;
  if (typeof key !== "string" || !isLocalizedText(name)) return undefined;
  const known = OPTION_COLORS.find((candidate) => candidate === color);
  const ending = STAGE_OUTCOMES.find((candidate) => candidate === outcome);
  return {
    key,
    name,
    ...(known ? { color: known } : {}),
    ...(disabled === true ? { disabled } : {}),
    ...(typeof score === "number" ? { score } : {}),
    ...(other === true ? { other } : {}),
    ...(typeof probability === "number" ? { probability } : {}),
    ...(ending ? { outcome: ending } : {}),
  };
}

/** The option with that key. */
export function optionByKey(field: FieldDefinition, key: string): FieldOption | undefined {
  const options = optionsOf(field);
  const known = byKey.get(options) ?? new Map(options.toReversed().map((option) => [option.key, option]));
  byKey.set(options, known);
  return known.get(key);
}

/** Options by key; a list may have thousands. */
const byKey = new WeakMap<readonly FieldOption[], ReadonlyMap<string, FieldOption>>();

/** What the options of a field count for, by key; of a stage its probability. Options without either are left out. */
export function optionScores(options: readonly FieldOption[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    options.flatMap(({ key, score, probability }) => {
      const counts = score ?? probability;
      return counts === undefined ? [] : [[key, counts] as const];
    }),
  );
}

/** Name of an option; an unknown key stands for itself so that nothing disappears. */
export function optionName(field: FieldDefinition, key: string, locale: Locale): string {
  const option = optionByKey(field, key);
  return option ? localize(option.name, locale) || key : key;
}

/** The option that a text means: its key or its name in either language, whatever the case and width. */
export function findOption(field: FieldDefinition, text: string): FieldOption | undefined {
  const wanted = foldText(text);
  if (wanted === "") return undefined;
  return optionIndex(optionsOf(field)).get(wanted);
}

const indexes = new WeakMap<readonly FieldOption[], ReadonlyMap<string, FieldOption>>();

/** Options by every text that means them; made once per list since imports ask for each cell. */
function optionIndex(options: readonly FieldOption[]): ReadonlyMap<string, FieldOption> {
  const known = indexes.get(options);
  if (known) return known;
  const index = new Map<string, FieldOption>();
  const byRank = [
    ...options.filter((option) => !option.disabled),
    ...options.filter((option) => option.disabled),
  ];
  for (const text of ["zh", "en", "key"] as const) {
    for (const option of byRank) {
      const folded = foldText(text === "key" ? option.key : option.name[text]);
      if (folded !== "" && !index.has(folded)) index.set(folded, option);
    }
  }
  indexes.set(options, index);
  return index;
}

/** Options that one field may have; more belong into an entity of their own. */
const MOST_OPTIONS = 10_000;
/** Characters of an option's name in each language. */
const LONGEST_OPTION_NAME = 500;

/** Complaints about a list of options: too many, bad or repeated keys, missing or repeated names. */
export function checkOptions(field: FieldDefinition): readonly LocalizedText[] {
  const stored = settingOf(field, "options");
  const options = optionsOf(field);
  const problems: LocalizedText[] = [];
  if (!Array.isArray(stored) || options.length === 0) {
    return [{ zh: "请至少添加一个选项", en: "Add at least one option" }];
  }
  if (stored.length > MOST_OPTIONS) {
    return [
      {
        zh: `最多 ${MOST_OPTIONS} 个选项，现在有 ${stored.length} 个；更多的内容请建成实体，用“关联记录”字段来选`,
        en: `At most ${MOST_OPTIONS} options, this has ${stored.length}; make an entity of them and choose by a reference`,
      },
    ];
  }
  if (options.length < stored.length) problems.push({ zh: "有选项不完整", en: "An option is incomplete" });
  const keys = new Set<string>();
  const names = new Set<string>();
  for (const option of options) {
    if (!OPTION_KEY.test(option.key)) {
      problems.push({ zh: `选项标识“${option.key}”不合规`, en: `Option key "${option.key}" is not allowed` });
    }
    if (keys.has(option.key)) {
      problems.push({ zh: `选项标识“${option.key}”重复`, en: `Option key "${option.key}" is used twice` });
    }
    keys.add(option.key);
    const name = foldText(option.name.zh || option.name.en);
    if (name === "")
      problems.push({ zh: `选项“${option.key}”没有名称`, en: `Option "${option.key}" has no name` });
    const longest = Math.max(textLength(option.name.zh), textLength(option.name.en));
    if (longest > LONGEST_OPTION_NAME)
      problems.push({
        zh: `选项“${option.key}”的名称最多 ${LONGEST_OPTION_NAME} 个字，现在有 ${longest} 个`,
        en: `The name of option "${option.key}" has ${longest} characters, at most ${LONGEST_OPTION_NAME} are allowed`,
      });
    if (names.has(name) && !option.disabled) {
      const shown = option.name.zh || option.name.en;
      problems.push({ zh: `选项名称“${shown}”重复`, en: `Option name "${shown}" is used twice` });
    }
    names.add(name);
  }
  return problems;
}

/** A key for a new option: from its Latin name when it has one, else a running number; never one that is taken. */
export function optionKeyFor(name: string, taken: ReadonlySet<string>): string {
  const plain = foldText(name)
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 40);
  const readable = /[^ -~]/.test(name) ? "" : plain;
  const base = readable || "option";
  if (readable && !taken.has(readable)) return readable;
  for (let index = 1; ; index += 1) {
    const key = `${base}_${index}`;
    if (!taken.has(key)) return key;
  }
}

/** Whether those who fill the field in may add options. */
export function mayAddOptions(field: FieldDefinition): boolean {
  return settingOf(field, "userMayAdd") === true;
}

const LONGEST_NAME = 40;
const PARTS_NAMES = /[,，、;；|]/;

/** Why a text cannot be the name of an option that is typed while filling in. */
export function optionNameProblem(name: string): LocalizedText | undefined {
  const text = cleanLine(name);
  if (text === "") return { zh: "请输入选项名称", en: "Type the name of the option" };
  if (textLength(text) > LONGEST_NAME)
    return {
      zh: `选项名称最多 ${LONGEST_NAME} 个字`,
      en: `The name of an option has at most ${LONGEST_NAME} characters`,
    };
  return PARTS_NAMES.test(text)
    ? {
        zh: "选项名称里不能有逗号、顿号或分号",
        en: "The name of an option may not hold commas or semicolons",
      }
    : undefined;
}

/** Adds options for names that are not there yet; keeps existing options as they are. */
export function addOptions(
  options: readonly FieldOption[],
  names: readonly string[],
): readonly FieldOption[] {
  const result = [...options];
  const keys = new Set(options.map((option) => option.key));
  const known = new Set(options.flatMap((option) => [foldText(option.name.zh), foldText(option.name.en)]));
  for (const raw of names) {
    const name = cleanLine(raw);
    if (name === "" || known.has(foldText(name))) continue;
    const key = optionKeyFor(name, keys);
    keys.add(key);
    known.add(foldText(name));
    const color = OPTION_COLORS[result.length % OPTION_COLORS.length] ?? "blue";
    result.push({ key, name: { zh: name, en: name }, color });
  }
  return result;
}

/** The `options` setting for a list of names, most frequent first. */
export function optionSettings(names: readonly string[]): JsonObject {
  const counts = new Map<string, number>();
  for (const name of names) {
    const clean = cleanLine(name);
    if (clean) counts.set(clean, (counts.get(clean) ?? 0) + 1);
  }
  const sorted = [...counts].toSorted((a, b) => b[1] - a[1]).map(([name]) => name);
  // An option is plain JSON data by construction.
  return { options: addOptions([], sorted) as unknown as Json };
}
