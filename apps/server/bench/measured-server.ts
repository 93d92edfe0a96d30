import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, type RunningProduct } from "./running-product.ts";

const MAIN = join(import.meta.dirname, "../src/main.ts");
const ADDRESS = /Mortise 榫卯 {2}→ {2}(\S+)/;

/** The server as a process of its own, with the flags of `npm start`: what it uses is nobody else's. */
export interface MeasuredServer {
  readonly address: string;
  /** What the process has used since it started; the database is not part of it. */
  usage(): Usage;
  stop(): Promise<void>;
}

/** What a process has used. */
export interface Usage {
  readonly cpuSeconds: number;
  /** The most memory it ever held at once, as the kernel counts it. */
  readonly peakMiB: number;
}

/** Starts a server over the data of a product whose own server has been stopped. `scripts/bench.ts` handed on the flags of Node. */
export async function startMeasured({ databaseUrl, dataDir }: RunningProduct): Promise<MeasuredServer> {
  const child = spawn(process.execPath, [...process.execArgv, MAIN], {
    env: {
      PATH: process.env["PATH"],
      PORT: String(await freePort()),
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (piece: Buffer) => {
      text += text.length < 10_000 ? piece.toString() : "";
      const found = ADDRESS.exec(text)?.[1];
      if (found) resolve(found);
    });
    child.once("exit", () => reject(new TypeError(`the server ended:\n${text}`)));
  });
  return {
    address,
    usage: () => usageOf(child.pid ?? 0),
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** From the kernel's own books; elsewhere than on Linux there are none to read. */
function usageOf(pid: number): Usage {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return { cpuSeconds: Number.NaN, peakMiB: Number.NaN };
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, "utf8"))?.[1];
  // After the name, which may hold anything: user and system time are the fields 14 and 15.
  const [user = 0, system = 0] = (readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1) ?? "")
    .split(" ")
    .slice(11, 13)
    .map(Number);
  return { cpuSeconds: (user + system) / TICKS, peakMiB: Math.round(Number(peak) / 1024) };
}

const TICKS = existsSync("/proc") ? Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" })) : 100;
