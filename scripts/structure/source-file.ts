import { readFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { type Comment, parseSync, type Program, type StaticExport, Visitor } from "oxc-parser";

/** One import of a source file, whatever its form. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** `import()` at run time: it does not make a cycle, but it does cross layers. */
  readonly isDynamic: boolean;
}

/** A parsed source file. */
export interface SourceFile {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly absolute: string;
  readonly code: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly imports: readonly Import[];
  readonly exports: readonly StaticExport[];
  readonly isTest: boolean;
  lineOf(offset: number): number;
}

/** Something the structure check objects to. */
export interface Problem {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

const TEST_NAME = /\.(test|e2e|bench)\.tsx?$/;
const TEST_FOLDER = /(^|\/)(e2e|bench|chaos|fixtures|src\/testing)\//;

/** Reads and parses a file; a syntax error is left to the compiler to report. */
export function readSource(root: string, absolute: string): SourceFile {
  const code = readFileSync(absolute, "utf8");
  const { program, comments, module } = parseSync(absolute, code);
  const starts = lineStarts(code);
  const lineOf = (offset: number): number => {
    const after = starts.findIndex((start) => start > offset);
    return after === -1 ? starts.length : after;
  };
  const imports: Import[] = [];
  const add = (specifier: string, offset: number, isDynamic: boolean): void => {
    imports.push({ specifier, line: lineOf(offset), isDynamic });
  };
  for (const entry of module.staticImports) add(entry.moduleRequest.value, entry.start, false);
  for (const statement of module.staticExports) {
    const request = statement.entries.find((entry) => entry.moduleRequest)?.moduleRequest;
    if (request) add(request.value, statement.start, false);
  }
  new Visitor({
    TSImportType: (node) => add(node.source.value, node.start, false),
    ImportExpression: (node) => {
      if (node.source.type === "Literal") add(String(node.source.value), node.start, true);
    },
  }).visit(program);
  const path = relative(root, absolute).split(sep).join("/");
  const isTest = TEST_NAME.test(basename(path)) || TEST_FOLDER.test(path);
  return { path, absolute, code, program, comments, imports, exports: module.staticExports, isTest, lineOf };
}

/** Makes a problem at an offset of a file. */
export function problemAt(file: SourceFile, rule: string, offset: number, message: string): Problem {
  return { rule, path: file.path, line: file.lineOf(offset), message };
}

function lineStarts(code: string): number[] {
  const starts = [0];
  for (let at = code.indexOf("\n"); at !== -1; at = code.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Lines that hold code: neither blank nor only comment. */
export function codeLines(file: SourceFile): number {
  let text = file.code;
  for (const { start, end } of file.comments) {
    text = text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, " ") + text.slice(end);
  }
  return text.split("\n").filter((line) => line.trim() !== "").length;
}

/** The folder of a package or app that a file belongs to, or the root's `scripts`. */
export function ownerFolder(root: string, path: string): string {
  const [group, name] = path.split("/");
  return (group === "packages" || group === "apps") && name ? join(root, group, name) : root;
}
