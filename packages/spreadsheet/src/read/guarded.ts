import { AppError } from "@mortise/kit";
import { sheetDamaged } from "../errors.ts";

/** Tells errors that already say what is wrong: our own, a caller's abort, the file system's. */
function isClear(error: unknown): boolean {
  if (error instanceof AppError) return true;
  if (!(error instanceof Error)) return false;
  return error.name === "AbortError" || error.name === "TimeoutError" || "syscall" in error;
}

/** Turns what a decoder throws on broken input into `SHEET_DAMAGED`, keeping the first error as its cause. */
export function clearError(error: unknown, file: string, signal?: AbortSignal): unknown {
  if (isClear(error) || (signal?.aborted === true && error === signal.reason)) return error;
  return sheetDamaged({ file }, { cause: error });
}

/** The same values; anything thrown on the way is made clear by `clearError`. */
export async function* guarded<T>(
  values: AsyncIterable<T>,
  file: string,
  signal?: AbortSignal,
): AsyncGenerator<T> {
  try {
    yield* values;
  } catch (error) {
    throw clearError(error, file, signal);
  }
}
