import { ApiError } from "@mortise/contract";
import type { FormInstance } from "antd";

/**
 * Puts a refusal where it belongs: complaints about shown fields stand at those fields, and what is left over
 * is returned to be shown above the form.
 */
export function showFormErrors(
  error: unknown,
  form: FormInstance,
  fields: readonly string[],
): string | undefined {
  if (!(error instanceof ApiError)) return String(error);
  const placed = error.body.details.filter((detail) => fields.includes(detail.path));
  form.setFields(placed.map((detail) => ({ name: detail.path, errors: [detail.message] })));
  const rest = error.body.details.filter((detail) => !fields.includes(detail.path));
  if (placed.length > 0 && rest.length === 0) return undefined;
  return rest.length > 0 ? rest.map((detail) => detail.message).join(" ") : error.body.message;
}

/** What a refusal says about one field, where nothing else was changed; all of it when it says nothing about that. */
export function errorAt(error: unknown, field: string): string {
  const about = error instanceof ApiError ? error.body.details.find(({ path }) => path === field) : undefined;
  return about?.message ?? errorMessage(error);
}

/** What a refusal says about single fields; a complaint inside a value counts for its field. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(
    error.body.details.map(({ path, message }) => [path.split(".")[0] ?? path, message]),
  );
}

/** Puts what a refusal says about the fields of a form at those; the server names them as the form does. */
export function placeErrors(error: unknown, form: FormInstance): void {
  form.setFields(Object.entries(fieldErrors(error)).map(([name, problem]) => ({ name, errors: [problem] })));
}

/** What a refusal says when it is about no single field. */
export function errorElsewhere(error: unknown): string | undefined {
  return error && Object.keys(fieldErrors(error)).length === 0 ? errorMessage(error) : undefined;
}

/** One sentence for a failed action. */
export function errorMessage(error: unknown): string {
  if (error instanceof ApiError) {
    // Many records may be refused for one reason.
    const details = new Set(error.body.details.map((detail) => detail.message));
    return details.size > 0 ? [...details].join("\n") : error.body.message;
  }
  return error instanceof Error ? error.message : String(error);
}
