import { Visitor } from "oxc-parser";
import { codeLines, type SourceFile } from "./source-file.ts";

/** Numbers to look at; none of them fails the check. */
export interface WatchedNumbers {
  readonly files: number;
  readonly testFiles: number;
  readonly medianLines: number;
  readonly ninetiethLines: number;
  readonly testToCode: number;
  readonly any: number;
  readonly suppressions: number;
  readonly functions: number;
  readonly over40: number;
  /** Where functions of more than 60 lines stand. */
  readonly over60: readonly string[];
  /** Where functions of more than four parameters stand. */
  readonly manyParameters: readonly string[];
}

const SUPPRESSION = /oxlint-disable|eslint-disable|@ts-expect-error|@ts-ignore|@ts-nocheck|oxfmt-ignore/;

/** Measures the sources; tests count only for their share. */
export function watchNumbers(files: readonly SourceFile[]): WatchedNumbers {
  const tests = files.filter((file) => file.isTest);
  const sources = files.filter((file) => !file.isTest);
  const sizes = sources.map(codeLines).toSorted((a, b) => a - b);
  const functions = sources.flatMap(functionsOf);
  return {
    files: sources.length,
    testFiles: tests.length,
    medianLines: sizes[Math.floor(sizes.length / 2)] ?? 0,
    ninetiethLines: sizes[Math.floor(sizes.length * 0.9)] ?? 0,
    testToCode: sum(tests.map(codeLines)) / Math.max(1, sum(sizes)),
    any: sum(sources.map(countAny)),
    suppressions: sum(
      sources.map((file) => file.comments.filter(({ value }) => SUPPRESSION.test(value)).length),
    ),
    functions: functions.length,
    over40: functions.filter(({ lines }) => lines > 40).length,
    over60: functions.filter(({ lines }) => lines > 60).map(({ place, lines }) => `${place} (${lines})`),
    manyParameters: functions.filter(({ parameters }) => parameters > 4).map(({ place }) => place),
  };
}

/** The numbers as lines of text. */
export function describeNumbers(numbers: WatchedNumbers): string[] {
  const share = ((numbers.over40 / Math.max(1, numbers.functions)) * 100).toFixed(1);
  return [
    `files ${numbers.files} (median ${numbers.medianLines}, p90 ${numbers.ninetiethLines} lines), tests ${numbers.testFiles} (${numbers.testToCode.toFixed(2)} lines per line)`,
    `any ${numbers.any} · suppressions ${numbers.suppressions} · functions over 40 lines ${share}% · over 60: ${numbers.over60.length} · over 4 parameters: ${numbers.manyParameters.length}`,
    ...numbers.over60.map((place) => `  long function: ${place}`),
    ...numbers.manyParameters.map((place) => `  many parameters: ${place}`),
  ];
}

interface MeasuredFunction {
  readonly place: string;
  readonly lines: number;
  readonly parameters: number;
}

function functionsOf(file: SourceFile): MeasuredFunction[] {
  const found: MeasuredFunction[] = [];
  const measure = (node: { start: number; end: number; params: readonly unknown[] }): void => {
    const first = file.lineOf(node.start);
    const lines = file.lineOf(node.end) - first + 1;
    found.push({ place: `${file.path}:${first}`, lines, parameters: node.params.length });
  };
  new Visitor({
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  }).visit(file.program);
  return found;
}

function countAny(file: SourceFile): number {
  let count = 0;
  new Visitor({ TSAnyKeyword: () => (count += 1) }).visit(file.program);
  return count;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
