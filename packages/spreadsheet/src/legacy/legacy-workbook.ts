import { Worker } from "node:worker_threads";
import type { SheetRow } from "../cell/cell-value.ts";
import {
  sheetDamaged,
  sheetEncrypted,
  sheetNotFound,
  sheetTooLarge,
  sheetTooSlow,
  sheetUnreadable,
} from "../errors.ts";
import { guarded } from "../read/guarded.ts";
import { oneByOne } from "../read/one-by-one.ts";
import type { RowOptions, SheetInfo, SourceFile, Workbook, WorkbookFormat } from "../read/workbook.ts";
import type { LegacyAnswer, LegacyOrder, LegacyQuestion } from "./protocol.ts";

/** A thread of its own for one file: when it runs out of memory or time only the thread ends. */
class LegacyThread {
  readonly #worker: Worker;
  readonly #source: SourceFile;

  constructor(source: SourceFile, order: LegacyOrder) {
    this.#source = source;
    this.#worker = new Worker(new URL("./legacy-thread.ts", import.meta.url), {
      workerData: order,
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: source.limits.legacyMemory, stackSizeMb: 4 },
    });
  }

  /** Waits for the thread's next answer; one question is on its way at a time. */
  answer(question?: LegacyQuestion): Promise<LegacyAnswer> {
    const { file, seconds } = { file: this.#source.name, seconds: this.#source.limits.legacySeconds };
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        for (const event of ["message", "error", "exit"]) this.#worker.removeAllListeners(event);
        this.#worker.on("error", () => undefined);
        finish();
      };
      const timer = setTimeout(() => {
        settle(() => reject(sheetTooSlow({ file })));
        void this.#worker.terminate();
      }, seconds * 1000);
      this.#worker.once("message", (message: LegacyAnswer) => settle(() => resolve(message)));
      this.#worker.once("error", (error: Error & { code?: string }) =>
        settle(() =>
          reject(
            error.code === "ERR_WORKER_OUT_OF_MEMORY"
              ? sheetTooLarge({ file }, { cause: error })
              : sheetDamaged({ file }, { cause: error }),
          ),
        ),
      );
      this.#worker.once("exit", () => settle(() => reject(sheetDamaged({ file }))));
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
      if (question !== undefined) this.#worker.postMessage(question);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

async function openThread(source: SourceFile, order: LegacyOrder) {
  const thread = new LegacyThread(source, order);
  try {
    const opened = await thread.answer();
    if (opened.kind === "encrypted") throw sheetEncrypted({ file: source.name });
    if (opened.kind !== "opened") throw sheetDamaged({ file: source.name }, { cause: opened });
    if (opened.sheets.length === 0) throw sheetUnreadable({ file: source.name });
    return { thread, sheets: opened.sheets };
  } catch (error) {
    await thread.close();
    throw error;
  }
}

async function* threadPieces(
  thread: LegacyThread,
  sheet: number,
  signal?: AbortSignal,
): AsyncGenerator<readonly SheetRow[]> {
  for (let from = 0; from >= 0;) {
    signal?.throwIfAborted();
    const answer = await thread.answer({ sheet, from });
    if (answer.kind !== "rows") return;
    yield answer.rows;
    from = answer.next;
  }
}

/** A workbook of an older or rarer format, taken apart whole in a thread with limits on size, memory and time. */
export async function openLegacy(source: SourceFile, format: WorkbookFormat): Promise<Workbook> {
  const file = source.name;
  if (source.size > source.limits.legacyBytes) throw sheetTooLarge({ file });
  const { thread, sheets } = await openThread(source, { path: source.path, keepText: format === "html" });
  const pieces = (index: number, options: RowOptions = {}) => {
    if (sheets[index] === undefined) throw sheetNotFound({ file, number: index + 1 });
    return guarded(threadPieces(thread, index, options.signal), file, options.signal);
  };
  const list: readonly SheetInfo[] = sheets;
  return {
    format,
    sheets: list,
    rows: (index, options) => oneByOne(pieces(index, options)),
    pieces,
    close: () => thread.close(),
  };
}
