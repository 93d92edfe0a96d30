import { fillText, type Locale, localize, type LocalizedText } from "./localized-text.ts";

/** Values that fill the places of an error's message. */
export type ErrorValues = Readonly<Record<string, string | number>>;

/** One complaint about one place of the input: `path` names the field (`mobile`, `lines.2.qty`). */
export interface ErrorDetail {
  readonly path: string;
  readonly message: LocalizedText;
}

/** What comes along with an error besides its message. */
export interface AppErrorOptions extends ErrorOptions {
  readonly details?: readonly ErrorDetail[];
  /** Facts that the caller needs to go on, in the shape that the thrower documents; sent as they are. */
  readonly data?: unknown;
}

/** What is registered once per error code. */
export interface ErrorDefinition {
  readonly code: string;
  readonly status: number;
  readonly message: LocalizedText;
}

/**
 * An expected refusal with a stable code, an HTTP status and a message in both languages.
 * `details` point at the fields to mend; `cause` is kept for the log and never shown.
 */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly text: LocalizedText;
  readonly details: readonly ErrorDetail[];
  readonly data: unknown;

  constructor(definition: ErrorDefinition, values: ErrorValues, options: AppErrorOptions) {
    super(`${definition.code}: ${fillText(definition.message.en, values)}`, options);
    this.name = "AppError";
    this.code = definition.code;
    this.status = definition.status;
    this.text = { zh: fillText(definition.message.zh, values), en: fillText(definition.message.en, values) };
    this.details = options.details ?? [];
    this.data = options.data;
  }

  /** The message a person reads. */
  messageFor(locale: Locale): string {
    return localize(this.text, locale);
  }
}

/** Makes an error of one kind; `values` fill the `{places}` of its message. */
export type ErrorFactory = ((values?: ErrorValues, options?: AppErrorOptions) => AppError) & ErrorDefinition;

const registry = new Map<string, ErrorDefinition>();

/**
 * Registers an error kind. Codes are unique in the whole product.
 *
 * @example
 * export const recordNotFound = defineError("STORE_RECORD_NOT_FOUND", 404, { zh: "记录不存在", en: "Record not found" });
 * throw recordNotFound();
 */
export function defineError(code: string, status: number, message: LocalizedText): ErrorFactory {
  const definition: ErrorDefinition = { code, status, message };
  registry.set(code, definition);
  const factory = (values: ErrorValues = {}, options: AppErrorOptions = {}) =>
    new AppError(definition, values, options);
  return Object.assign(factory, definition);
}

/** All registered error kinds, sorted by code: the source of the error reference page. */
export function errorDefinitions(): readonly ErrorDefinition[] {
  return [...registry.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
}
