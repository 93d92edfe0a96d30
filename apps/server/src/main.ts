import { AppError } from "@mortise/kit";
import { readConfig } from "./config.ts";
import { type RunningServer, start } from "./start.ts";

/** How long a stop may take before the process ends anyway; `npm start` waits 20 seconds. */
const STOP_MS = 18_000;

/** Says in one sentence, in both languages, why the server cannot run. */
function reportFailure(error: unknown): void {
  const details =
    error instanceof AppError
      ? error.details.map(({ path, message }) => `  ${path}: ${message.zh} / ${message.en}\n`)
      : [`  ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`];
  const { zh, en } = error instanceof AppError ? error.text : UNEXPECTED;
  process.stderr.write(`\n✗ ${zh}\n✗ ${en}\n${details.join("")}\n`);
}

const UNEXPECTED = {
  zh: "启动时出现意外错误，请把下面的内容告诉我们",
  en: "Something unexpected happened; please report what follows",
};

/** Ends the process cleanly when it is asked to, also while it is still starting: then as soon as there is something to end. */
function stopOnSignal(starting: Promise<RunningServer>): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    starting
      .then((server) => server.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          reportFailure(error);
          process.exit(1);
        },
      );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

try {
  const starting = start(readConfig(process.env, process.argv.slice(2)));
  stopOnSignal(starting);
  await starting;
} catch (error) {
  reportFailure(error);
  process.exit(1);
}
