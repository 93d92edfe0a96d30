import { dirname } from "node:path";
import { type Expression, Visitor } from "oxc-parser";
import { isInTypeFolder, shelfOf } from "./shelves.ts";
import { type Problem, problemAt, type SourceFile } from "./source-file.ts";
import type { Workspace } from "./workspace.ts";

/** A registered type: its id and the folder that alone may know it. */
interface RegisteredType {
  readonly id: string;
  readonly folder: string;
}

/** Outside of a type's folder nobody compares its id: the registry's definition object answers instead. */
export function checkTypeIds(workspace: Workspace): Problem[] {
  const types = registeredTypes(workspace);
  return workspace.files
    .filter((file) => !file.isTest)
    .flatMap((file) => {
      const known = types.filter((type) => canKnow(workspace, file, type));
      return known.length === 0 ? [] : comparisonsIn(file, known);
    });
}

/** Collects `defineField({ id: "money", … })` and its like from the type folders. */
function registeredTypes(workspace: Workspace): RegisteredType[] {
  return workspace.files
    .filter((file) => isInTypeFolder(file.path) && !file.isTest)
    .flatMap((file) => definedIds(file).map((id) => ({ id, folder: dirname(file.path) })));
}

function definedIds(file: SourceFile): string[] {
  const ids: string[] = [];
  new Visitor({
    CallExpression: (call) => {
      if (call.callee.type !== "Identifier" || !/^define(?!Error)[A-Z]/.test(call.callee.name)) return;
      const [definition] = call.arguments;
      if (definition?.type !== "ObjectExpression") return;
      for (const property of definition.properties) {
        if (property.type !== "Property" || property.key.type !== "Identifier") continue;
        const isId = property.key.name === "id" || property.key.name === "type";
        if (isId && property.value.type === "Literal") ids.push(String(property.value.value));
      }
    },
  }).visit(file.program);
  return ids;
}

/** Packages below the registry have their own meaning of `.type`; only those that may see the registry are looked at. */
function canKnow(workspace: Workspace, file: SourceFile, type: RegisteredType): boolean {
  if (file.path.startsWith(`${type.folder}/`)) return false;
  const registry = type.folder.split("/")[1] ?? "";
  const shelf = shelfOf(file.path);
  return (
    shelf !== undefined &&
    (shelf === registry || (workspace.layers.shelves[shelf]?.includes(registry) ?? false))
  );
}

function comparisonsIn(file: SourceFile, types: readonly RegisteredType[]): Problem[] {
  const ids = new Set(types.map((type) => type.id));
  const problems: Problem[] = [];
  const report = (offset: number, id: string): void => {
    const message = `compares with type id "${id}"; give the type's definition a property instead`;
    problems.push(problemAt(file, "type-id", offset, message));
  };
  new Visitor({
    BinaryExpression: (node) => {
      if (!["===", "!==", "==", "!="].includes(node.operator)) return;
      const pairs = [
        [node.left, node.right],
        [node.right, node.left],
      ] as const;
      for (const [one, other] of pairs) {
        const id = textOf(other);
        if (id !== undefined && ids.has(id) && endsInType(one)) report(node.start, id);
      }
    },
    SwitchStatement: (node) => {
      if (!endsInType(node.discriminant)) return;
      for (const branch of node.cases) {
        const id = branch.test ? textOf(branch.test) : undefined;
        if (id !== undefined && ids.has(id)) report(branch.start, id);
      }
    },
  }).visit(file.program);
  return problems;
}

function textOf(node: Expression): string | undefined {
  return node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}

/** What holds a registered type's id: `field.type`, `props.node.type`, `card.chart`. Other unions have a `type` of their own. */
const HOLDER = /(field|node|trigger|card|definition|column)$/i;

function endsInType(node: Expression): boolean {
  const inner = node.type === "ChainExpression" ? node.expression : node;
  if (inner.type !== "MemberExpression" || inner.property.type !== "Identifier") return false;
  const holder = nameOf(inner.object);
  return (inner.property.name === "type" || inner.property.name === "chart") && HOLDER.test(holder ?? "");
}

function nameOf(node: Expression): string | undefined {
  if (node.type === "Identifier") return node.name;
  return node.type === "MemberExpression" && node.property.type === "Identifier"
    ? node.property.name
    : undefined;
}
