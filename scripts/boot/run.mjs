import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Runs a tool to its end and returns `{ok, output}`; never throws for a failing tool. */
export function runQuietly(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: "utf8", maxBuffer: 64 * 2 ** 20, ...options });
  const output = `${result.stdout ?? ""}${result.stderr ?? ""}${result.error ? `\n${result.error.message}` : ""}`;
  return { ok: result.status === 0, output };
}

const STOP_PATIENCE_MS = 20_000;
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/**
 * Runs children in the foreground until one of them ends, then stops the others.
 * They are stopped by our own signals and also when the process that started us goes away, because npm does not
 * pass SIGTERM on. Resolves with the exit code of the child that ended first.
 *
 * @param {{command: string, args: string[]}[]} commands
 * @param {object} options options of `spawn`
 * @returns {Promise<number>}
 */
export function runInForeground(commands, options) {
  const children = commands.map(({ command, args }) =>
    spawn(command, args, { stdio: "inherit", ...options }),
  );
  let hardStop;
  const stop = () => {
    for (const child of children) if (child.exitCode === null) child.kill("SIGTERM");
    hardStop ??= setTimeout(() => children.forEach((child) => child.kill("SIGKILL")), STOP_PATIENCE_MS);
    hardStop.unref();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  const before = ancestry();
  const watch = setInterval(() => ancestry() !== before && stop(), 500);
  return new Promise((resolve) => {
    let code;
    let running = children.length;
    const ended = (childCode) => {
      code ??= childCode;
      running -= 1;
      stop();
      if (running > 0) return;
      clearInterval(watch);
      resolve(code);
    };
    for (const child of children) {
      child.on("error", (error) => {
        process.stderr.write(`${error.message}\n`);
        ended(1);
      });
      child.on("exit", (exitCode, signal) => ended(exitCode ?? 128 + (SIGNAL_NUMBERS[signal] ?? 0)));
    }
  });
}

/** Our parent, and the parent of a shell in between: npm may start us through `sh -c`. */
function ancestry() {
  const parent = process.ppid;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, "utf8");
    const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
    const grandparent = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
    return /^(ba|da)?sh$/.test(name) ? `${parent} ${grandparent}` : `${parent}`;
  } catch {
    return `${parent}`;
  }
}
