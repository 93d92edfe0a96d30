import { spawn } from "node:child_process";

/** One step of `npm test`: a command with its arguments. */
export interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a step in the foreground with a headline and the time it took; true when it ended well. */
export async function runStep(root: string, step: Step): Promise<boolean> {
  const start = performance.now();
  console.log(`\n── ${step.name}`);
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(step.command, step.args, {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, ...step.env },
    });
    child.on("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on("exit", resolve);
    stopWithUs(child);
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`── ${step.name}: ${code === 0 ? "ok" : "FAILED"} (${seconds} s)`);
  return code === 0;
}

/** A stopped check must not leave its step (and the database in it) behind. */
function stopWithUs(child: ReturnType<typeof spawn>): void {
  const stop = (): void => {
    child.once("exit", () => process.exit(130));
    child.kill("SIGTERM");
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  child.on("exit", () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.removeListener(signal, stop);
  });
}
