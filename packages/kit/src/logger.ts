/** Where messages for operators go. Never handed a database error whole: it may carry credentials. */
export interface Logger {
  info(details: Readonly<Record<string, unknown>>, message: string): void;
  warn(details: Readonly<Record<string, unknown>>, message: string): void;
  error(details: Readonly<Record<string, unknown>>, message: string): void;
}

/** A logger that says nothing: for tests and pure tools. */
export const silentLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
