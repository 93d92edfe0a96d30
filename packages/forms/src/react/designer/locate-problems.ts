import type { LocalizedText } from "@mortise/kit";
import {
  allItems,
  type EntityDocument,
  type FieldDefinition,
  type FormDocument,
  type FormItem,
  innerItems,
} from "@mortise/metadata";

/** A complaint about the draft; `path` leads into the document. */
export interface FormProblem {
  readonly path: string;
  readonly message: LocalizedText;
  readonly severity?: "error" | "warning";
}

/** Where a complaint is mended. */
export type ProblemPlace =
  | { readonly kind: "item"; readonly item: string }
  | { readonly kind: "rules" | "public" | "elsewhere" };

/** A complaint with the place where it is mended. */
export interface LocatedProblem extends Omit<FormProblem, "severity"> {
  /** The field it is about, where it is about one of the entity. */
  readonly about?: LocalizedText | undefined;
  readonly place: ProblemPlace;
  readonly isError: boolean;
}

/** The complaints about a form, and those about its entity that belong to something the designer can show. */
export function locateProblems(
  document: FormDocument,
  entity: EntityDocument,
  problems: { readonly form: readonly FormProblem[]; readonly entity: readonly FormProblem[] },
): readonly LocatedProblem[] {
  const located = (problem: FormProblem, place: ProblemPlace, about?: LocalizedText): LocatedProblem => ({
    path: problem.path,
    about,
    message: problem.message,
    place,
    isError: problem.severity !== "warning",
  });
  return [
    ...problems.form.map((problem) => located(problem, placeOnForm(document, problem.path))),
    ...problems.entity.flatMap((problem) => {
      const place = placeOfEntity(document, entity, problem.path);
      return place ? [located(problem, place, fieldAt(entity, problem.path)?.name)] : [];
    }),
  ];
}

function placeOnForm({ items }: FormDocument, path: string): ProblemPlace {
  const parts = path.split(".");
  if (parts[0] === "public") return { kind: "public" };
  let inside: readonly FormItem[] = items;
  let found: FormItem | undefined;
  for (let at = 0; parts[at] === "items" && parts[at + 1] !== undefined; at += 2) {
    found = inside[Number(parts[at + 1])] ?? found;
    inside = found ? innerItems(found) : [];
  }
  return found ? { kind: "item", item: found.id } : { kind: "elsewhere" };
}

function placeOfEntity(
  document: FormDocument,
  entity: EntityDocument,
  path: string,
): ProblemPlace | undefined {
  if (path.startsWith("rules.")) return { kind: "rules" };
  const field = fieldAt(entity, path);
  const item = allItems(document.items).find((each) => each.type === "field" && each.field === field?.id);
  return field && item ? { kind: "item", item: item.id } : undefined;
}

function fieldAt(entity: EntityDocument, path: string): FieldDefinition | undefined {
  const [list, index] = path.split(".");
  return list === "fields" ? entity.fields[Number(index)] : undefined;
}
