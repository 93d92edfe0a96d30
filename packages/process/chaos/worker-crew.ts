import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** What workers are started with. */
export interface CrewOptions {
  readonly url: string;
  readonly size: number;
  /** See `quickClock`. */
  readonly since: number;
  readonly speed: number;
}

/** Some worker processes; whoever is killed is replaced. */
export class WorkerCrew {
  readonly #options: CrewOptions;
  #workers: ChildProcess[] = [];
  #isClosed = false;
  kills = 0;

  constructor(options: CrewOptions) {
    this.#options = options;
  }

  /** Resolves when all of them are at work. */
  async start(): Promise<void> {
    await Promise.all(Array.from({ length: this.#options.size }, () => this.#hire()));
  }

  /** Kills the worker at a place without a word, and starts another one. */
  kill(place: number): void {
    const worker = this.#workers[place % this.#workers.length];
    if (!worker) return;
    this.kills += 1;
    worker.kill("SIGKILL");
    // The one that comes may be killed before it is at work.
    void this.#hire().catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(
      this.#workers.map(async (worker) => {
        const ended = once(worker, "exit");
        worker.kill("SIGKILL");
        await ended;
      }),
    );
  }

  async #hire(): Promise<void> {
    if (this.#isClosed) return;
    const { url, since, speed } = this.#options;
    const script = join(import.meta.dirname, "worker.ts");
    const worker = spawn(process.execPath, [script, url, String(since), String(speed)], {
      env: { PATH: process.env["PATH"] },
      // One that finds the database away says so; another one comes.
      stdio: ["ignore", "pipe", "ignore"],
    });
    this.#workers.push(worker);
    worker.once("exit", () => {
      this.#workers = this.#workers.filter((one) => one !== worker);
      // Also one that could not come up, because the database was away just then.
      if (!this.#isClosed && !worker.killed) void this.#hire().catch(() => undefined);
    });
    await Promise.race([once(worker.stdout, "data"), once(worker, "exit")]);
  }
}
