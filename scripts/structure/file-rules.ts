import { basename } from "node:path";
import { Visitor } from "oxc-parser";
import { codeLines, type Problem, problemAt, type SourceFile } from "./source-file.ts";

const MAX_LINES = 400;
const BANNED = /^(utils?|helpers?|common|misc|managers?)$/;
const GENERATION = /-(v\d+|new|old|part\d+)$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.tsx?$/;
const DEFAULT_EXPORT_ALLOWED = /(^|\/)(vite|vitest)\.config\.ts$/;

/** The error reference is generated from these files. */
const ERROR_TABLE = /(\/|-)errors\.ts$/;

/** The language's own errors: they carry neither a code nor both languages. */
const BARE = new Set(["Error", "TypeError", "RangeError", "SyntaxError", "AggregateError"]);

/** Generated and pure-data files that may be long, each with its reason. */
const MAY_BE_LONG: Readonly<Record<string, string>> = {};

/** The rules that look at one file alone: names, size, default exports, bare errors, documentation. */
export function checkFile(file: SourceFile): Problem[] {
  return [
    ...checkName(file),
    ...checkSize(file),
    ...checkThrows(file),
    ...checkExports(file),
    ...checkAssertions(file),
  ];
}

function checkName(file: SourceFile): Problem[] {
  const name = basename(file.path);
  const stems = [...file.path.split("/").slice(0, -1), name.split(".")[0] ?? ""];
  const wrong = stems.find((stem) => BANNED.test(stem) || GENERATION.test(stem));
  if (wrong) return [problemAt(file, "name", 0, `"${wrong}" says nothing; name it after what it holds`)];
  return KEBAB.test(name) ? [] : [problemAt(file, "name", 0, `${name} is not kebab-case`)];
}

function checkSize(file: SourceFile): Problem[] {
  const lines = codeLines(file);
  if (lines <= MAX_LINES || Object.hasOwn(MAY_BE_LONG, file.path)) return [];
  return [problemAt(file, "size", 0, `${lines} lines of code; ${MAX_LINES} at most`)];
}

function checkThrows(file: SourceFile): Problem[] {
  if (file.isTest || !/^(packages|apps)\/[^/]+\/src\//.test(file.path)) return [];
  const problems: Problem[] = [];
  const isErrorTable = ERROR_TABLE.test(file.path);
  new Visitor({
    CallExpression: ({ callee, start }) => {
      if (isErrorTable || callee.type !== "Identifier" || callee.name !== "defineError") return;
      problems.push(problemAt(file, "error-table", start, "define errors in the package's errors.ts only"));
    },
    ThrowStatement: ({ argument, start }) => {
      const isBare =
        argument.type === "NewExpression" &&
        argument.callee.type === "Identifier" &&
        BARE.has(argument.callee.name);
      if (isBare) problems.push(problemAt(file, "bare-error", start, "throw an error made with defineError"));
    },
  }).visit(file.program);
  return problems;
}

/** `as` is a claim of the author's: a comment on its line, or on one of the two before, says why it holds. */
function checkAssertions(file: SourceFile): Problem[] {
  if (file.isTest) return [];
  const explained = new Set(
    file.comments.flatMap(({ start, end }) => {
      const [first, last] = [file.lineOf(start), file.lineOf(end)];
      return Array.from({ length: last - first + 3 }, (_, index) => first + index);
    }),
  );
  const problems: Problem[] = [];
  new Visitor({
    TSAsExpression: ({ start, end, typeAnnotation }) => {
      if (file.code.slice(typeAnnotation.start, typeAnnotation.end) === "const") return;
      if (explained.has(file.lineOf(start)) || explained.has(file.lineOf(end))) return;
      problems.push(problemAt(file, "assertion", start, "say in a comment why this `as` holds"));
    },
  }).visit(file.program);
  return problems;
}

function checkExports(file: SourceFile): Problem[] {
  const problems: Problem[] = [];
  const documented = new Set<string>();
  for (const node of file.program.body) {
    if (node.type === "ExportDefaultDeclaration" && !DEFAULT_EXPORT_ALLOWED.test(file.path)) {
      problems.push(problemAt(file, "default-export", node.start, "use a named export"));
    }
    if (node.type !== "ExportNamedDeclaration" || !node.declaration || file.isTest) continue;
    const names = namesOf(node.declaration);
    const name = names.join(", ");
    // The overloads of a function share the comment of the first.
    if (hasDocComment(file, node.start)) documented.add(name);
    else if (!documented.has(name))
      problems.push(problemAt(file, "undocumented", node.start, `${name} has no doc comment`));
  }
  return problems;
}

type Declaration = Extract<
  SourceFile["program"]["body"][number],
  { type: "ExportNamedDeclaration" }
>["declaration"];

function namesOf(declaration: NonNullable<Declaration>): string[] {
  if (declaration.type === "VariableDeclaration") {
    return declaration.declarations.map(({ id }) => (id.type === "Identifier" ? id.name : "{…}"));
  }
  return "id" in declaration && declaration.id && "name" in declaration.id ? [declaration.id.name] : ["?"];
}

function hasDocComment(file: SourceFile, start: number): boolean {
  return file.comments.some(
    ({ type, value, end }) =>
      type === "Block" &&
      value.startsWith("*") &&
      end <= start &&
      // Between the comment and the export only further comments (for instance for the linter) may stand.
      file.code
        .slice(end, start)
        .replace(/\/\/.*$/gm, "")
        .trim() === "",
  );
}
