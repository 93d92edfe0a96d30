import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { registerEntry } from "./register-entry.ts";
import { TYPE_TEMPLATES } from "./type-templates.ts";

/** Why nothing was written. */
export type NewTypeProblem = "unknown-kind" | "bad-id" | "taken";

/** The paths written or changed, from the root; or why none was. */
export type NewTypeOutcome =
  | { readonly kind: "created"; readonly paths: readonly string[] }
  | { readonly kind: "refused"; readonly problem: NewTypeProblem };

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Writes the folder of a new type and its lines in the registries; all or nothing. */
export function createType(root: string, kind: string, id: string): NewTypeOutcome {
  const template = Object.hasOwn(TYPE_TEMPLATES, kind) ? TYPE_TEMPLATES[kind] : undefined;
  if (!template) return { kind: "refused", problem: "unknown-kind" };
  if (!KEBAB.test(id)) return { kind: "refused", problem: "bad-id" };
  const folder = join(template.folder, id);
  if (existsSync(join(root, folder))) return { kind: "refused", problem: "taken" };
  const camel = id.replace(/-([a-z0-9])/g, (_dash, letter: string) => letter.toUpperCase());
  const spaced = id.replaceAll("-", " ");
  const words = spaced.charAt(0).toUpperCase() + spaced.slice(1);
  const registered = template.registries.map(({ path, suffix, module }) => ({
    path,
    text: registerEntry(readFileSync(join(root, path), "utf8"), `${camel}${suffix}`, module(id)),
  }));
  const files = Object.entries(template.files({ id, camel, words })).map(([name, text]) => ({
    path: join(folder, name),
    text,
  }));
  mkdirSync(join(root, folder));
  for (const { path, text } of [...files, ...registered]) writeFileSync(join(root, path), text);
  return { kind: "created", paths: [...files, ...registered].map(({ path }) => path) };
}
