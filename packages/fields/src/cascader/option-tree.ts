import { isPlainObject, type Json, localize, type Locale, type LocalizedText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { OPTION_KEY, optionKeyFor } from "../option-list.ts";
import { settingOf } from "../setting-values.ts";
import { cleanLine, foldText } from "../text-cleaning.ts";

/** One option of a tree. Keys are unique in the whole tree, stored, and stable whatever the option is called. */
export interface TreeOption {
  readonly key: string;
  readonly name: LocalizedText;
  readonly children?: readonly TreeOption[];
}

/** An option with those above it, from the root on. */
export type TreePath = readonly TreeOption[];

const DEEPEST = 8;
const parsed = new WeakMap<object, readonly TreeOption[]>();

/** The well-formed options of a field, from the roots on. */
export function treeOf(field: FieldDefinition): readonly TreeOption[] {
  const stored = settingOf(field, "tree");
  if (!Array.isArray(stored)) return [];
  const known = parsed.get(stored);
  if (known) return known;
  const tree = readOptions(stored, 1);
  parsed.set(stored, tree);
  return tree;
}

function readOptions(stored: readonly unknown[], depth: number): readonly TreeOption[] {
  return stored.flatMap((entry) => {
    if (!isPlainObject(entry) || typeof entry["key"] !== "string" || !isPlainObject(entry["name"])) return [];
    const { zh, en } = entry["name"];
    if (typeof zh !== "string" || typeof en !== "string") return [];
    const inner =
      Array.isArray(entry["children"]) && depth < DEEPEST ? readOptions(entry["children"], depth + 1) : [];
    const option: TreeOption = { key: entry["key"], name: { zh, en } };
    return [inner.length > 0 ? { ...option, children: inner } : option];
  });
}

const paths = new WeakMap<readonly TreeOption[], ReadonlyMap<string, TreePath>>();

/** Every option with its path, by key, in the order of the tree. */
export function pathsOf(tree: readonly TreeOption[]): ReadonlyMap<string, TreePath> {
  const known = paths.get(tree);
  if (known) return known;
  const found = new Map<string, TreePath>();
  const walk = (options: readonly TreeOption[], above: TreePath): void => {
    for (const option of options) {
      const path = [...above, option];
      if (!found.has(option.key)) found.set(option.key, path);
      walk(option.children ?? [], path);
    }
  };
  walk(tree, []);
  paths.set(tree, found);
  return found;
}

/** `电子 / 电脑 / 笔记本` */
export function pathText(path: TreePath, locale: Locale): string {
  return path.map(({ name }) => localize(name, locale)).join(" / ");
}

/** Complaints about a tree of options. */
export function checkTree(field: FieldDefinition): readonly LocalizedText[] {
  const tree = treeOf(field);
  if (tree.length === 0) return [{ zh: "请至少添加一个选项", en: "Add at least one option" }];
  const problems: LocalizedText[] = [];
  const keys = new Set<string>();
  const walk = (options: readonly TreeOption[]): void => {
    const names = new Set<string>();
    for (const { key, name, children = [] } of options) {
      const shown = name.zh || name.en;
      if (!OPTION_KEY.test(key))
        problems.push({ zh: `选项标识“${key}”不合规`, en: `Option key "${key}" is not allowed` });
      if (keys.has(key))
        problems.push({ zh: `选项标识“${key}”重复`, en: `Option key "${key}" is used twice` });
      if (names.has(foldText(shown)))
        problems.push({ zh: `同一级里“${shown}”重复`, en: `"${shown}" stands twice at one place` });
      keys.add(key);
      names.add(foldText(shown));
      walk(children);
    }
  };
  walk(tree);
  return problems;
}

/** The tree as indented lines: `名称 | English`, two blanks per level. */
export function treeLines(tree: readonly TreeOption[], depth = 0): string {
  return tree
    .map(({ name, children = [] }) => {
      const line = name.en === name.zh || name.en === "" ? name.zh : `${name.zh} | ${name.en}`;
      const inner = children.length > 0 ? `\n${treeLines(children, depth + 1)}` : "";
      return `${"  ".repeat(depth)}${line}${inner}`;
    })
    .join("\n");
}

interface Line {
  readonly indent: number;
  readonly name: LocalizedText;
}

function readLine(text: string): Line | undefined {
  const blank = /^[\t \u3000]*/.exec(text)?.[0] ?? "";
  const [zh = "", en = ""] = text.split("|").map(cleanLine);
  if (zh === "" && en === "") return undefined;
  const indent = Array.from(blank).reduce((sum, sign) => sum + (sign === " " ? 1 : 2), 0);
  return { indent, name: { zh: zh || en, en: en || zh } };
}

interface Draft {
  readonly name: LocalizedText;
  readonly children: Draft[];
}

/**
 * Reads indented lines as a tree. Options keep the keys they had: those of the same name at the same place first, then,
 * where as many stand at a place as before, those at the same position, so that renaming keeps what records hold.
 */
export function readTreeLines(text: string, before: readonly TreeOption[]): readonly TreeOption[] {
  const roots: Draft[] = [];
  const open: { readonly indent: number; readonly into: Draft[] }[] = [];
  for (const line of text.split("\n")) {
    const read = readLine(line);
    if (!read) continue;
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= read.indent) open.pop();
    const into = open.length < DEEPEST ? (open.at(-1)?.into ?? roots) : roots;
    const draft: Draft = { name: read.name, children: [] };
    into.push(draft);
    open.push({ indent: read.indent, into: draft.children });
  }
  return withKeys(roots, before, new Set(pathsOf(before).keys()));
}

function withKeys(
  drafts: readonly Draft[],
  before: readonly TreeOption[],
  taken: Set<string>,
): readonly TreeOption[] {
  const left = new Set(before);
  const matches = drafts.map(({ name }) => {
    const same = before.find((option) => left.has(option) && foldText(option.name.zh) === foldText(name.zh));
    if (same) left.delete(same);
    return same;
  });
  return drafts.map(({ name, children }, index) => {
    const atPlace = drafts.length === before.length ? before[index] : undefined;
    const old = matches[index] ?? (atPlace && left.delete(atPlace) ? atPlace : undefined);
    const key = old?.key ?? optionKeyFor(name.en || name.zh, taken);
    taken.add(key);
    const inner = withKeys(children, old?.children ?? [], taken);
    return inner.length > 0 ? { key, name, children: inner } : { key, name };
  });
}

/** The tree as a setting holds it. */
export function treeSetting(tree: readonly TreeOption[]): Json {
  // Options are plain JSON data.
  return tree as unknown as Json;
}
