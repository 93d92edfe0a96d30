import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../../..");

/** What a server of a story is started on. */
export interface StoryServerOptions {
  readonly databaseUrl: string;
  /** Where it keeps files. */
  readonly folder: string;
  readonly args?: readonly string[];
  /** What it prints once it is ready. */
  readonly ready: RegExp;
  /** Further settings. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A real server in a process of its own. */
export class StoryServer {
  readonly address: string;
  /** What it printed until it was ready. */
  readonly printed: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, address: string, printed: string) {
    this.#child = child;
    this.address = address;
    this.printed = printed;
  }

  /** Starts it and waits until it is ready. */
  static async start({
    databaseUrl,
    folder,
    args = [],
    ready,
    env = {},
  }: StoryServerOptions): Promise<StoryServer> {
    const port = await freePort();
    const child = spawn(process.execPath, ["apps/server/src/main.ts", ...args], {
      cwd: ROOT,
      env: {
        ...process.env,
        ...env,
        NODE_ENV: "test",
        PORT: String(port),
        DATA_DIR: folder,
        DATABASE_URL: databaseUrl,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    return new StoryServer(child, `http://127.0.0.1:${port}`, await outputUntil(child, ready));
  }

  /** Stops it as Ctrl-C would. */
  async stop(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await ended;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function outputUntil(child: ChildProcess, wanted: RegExp): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (wanted.test(text)) return text;
  }
  throw new TypeError(`the server ended before it was ready:\n${text}`);
}
