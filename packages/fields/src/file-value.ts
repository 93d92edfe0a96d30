import type { FieldDefinition } from "@mortise/metadata";
import { fail, ok, type Result } from "@mortise/kit";
import type { Value } from "@mortise/expression";
import { isEmptyInput } from "./text-cleaning.ts";

/** A stored file as records hold it; the bytes live in the file store under `id`. */
export type FileValue = Readonly<{ id: string; name: string; size: number; type: string }>;

/** Finds a file that came beside a list by the name in a cell; `several` when more than one has it. */
export type FindFile = (name: string) => FileValue | "several" | undefined;

const STRONG = /[\n\r;；|]+/;
const WEAK = /[,，、]/;

/** The files that a cell names, checked by `parse` as uploaded ones are. Names may hold commas: the longest that fits counts. */
export function filesFromText(
  text: string,
  find: FindFile | undefined,
  {
    field,
    parse,
  }: {
    readonly field: FieldDefinition;
    readonly parse: (input: unknown, field: FieldDefinition) => Result<Value>;
  },
): Result<Value> {
  if (isEmptyInput(text)) return ok(null);
  if (!find)
    return fail(
      "附件要和表格一起上传：请把文件打包成 .zip，在“匹配字段”一步上传",
      "Files come beside the sheet: pack them into a .zip and add it where columns are matched",
    );
  const files: FileValue[] = [];
  for (const name of namesIn(text, find)) {
    const file = find(name);
    if (file === undefined)
      return fail(`压缩包里没有“${shown(name)}”`, `There is no “${shown(name)}” in the .zip`);
    if (file === "several")
      return fail(
        `压缩包里有多个“${shown(name)}”，请写上所在文件夹，如“合同/${shown(name)}”`,
        `The .zip has several “${shown(name)}”; write the folder before it, such as “contracts/${shown(name)}”`,
      );
    if (!files.some(({ id }) => id === file.id)) files.push(file);
  }
  return parse(files, field);
}

function namesIn(text: string, find: FindFile): readonly string[] {
  const whole = text.trim();
  if (find(whole) !== undefined) return [whole];
  const pieces = whole.split(STRONG).flatMap((piece) => (find(piece.trim()) ? [piece] : joined(piece, find)));
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== "");
}

/** Pieces between commas; as many as make a known name together are one. */
function joined(text: string, find: FindFile): readonly string[] {
  const ends = [...text.matchAll(new RegExp(WEAK, "g"))].map(({ index }) => index);
  const names: string[] = [];
  for (let start = 0; start < text.length;) {
    const from = start;
    const stops = [...ends.filter((end) => end >= from), text.length];
    const known = stops.slice(0, MOST_PIECES).findLast((end) => find(text.slice(from, end).trim()));
    const stop = known ?? stops[0] ?? text.length;
    names.push(text.slice(from, stop));
    start = stop + 1;
  }
  return names;
}

/** A name with more commas than that is not looked for. */
const MOST_PIECES = 8;

function shown(name: string): string {
  return name.slice(0, 80);
}
