import { AppError } from "@mortise/kit";
import { readConfig } from "./config.ts";
import { type RunningServer, start } from "./start.ts";

/** How long a stop may take before the process ends anyway. */
const STOP_MS = 30_000;

/** Says in one sentence, in both languages, why the server cannot run. */
function reportFailure(error: unknown): void {
  if (error instanceof AppError) {
    const details = error.details.map(({ path, message }) => `  ${path}: ${message.zh} / ${message.en}\n`);
    process.stderr.write(`\n✗ ${error.text.zh}\n✗ ${error.text.en}\n${details.join("")}\n`);
  }  else
    process.stderr.write(
      `\n✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n\n`,
    );
}

function stopOnSignal(server: RunningServer): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    server.stop().then(
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
  stopOnSignal(await start(readConfig(process.env, process.argv.slice(2))));
} catch (error) {
  reportFailure(error);
  process.exit(1);
}
