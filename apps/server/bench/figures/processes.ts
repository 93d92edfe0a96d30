import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** A program that was started and has said where it listens. */
export interface Listening {
  readonly pid: number;
  readonly address: string;
  /** From its start to its address. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

const ADDRESS = /(http:\/\/\S+)/;
const TICKS = existsSync("/proc") ? Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" })) : 100;

/** Starts a script with the flags of this process and waits for the address that it prints. */
export async function startListening(
  script: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Listening> {
  const started = performance.now();
  const child = spawn(process.execPath, [...process.execArgv, ...script], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (piece: Buffer) => {
      text += text.length < 10_000 ? piece.toString() : "";
      const found = ADDRESS.exec(text)?.[1];
      if (found) resolve(found);
    });
    child.once("exit", () => reject(new TypeError(`it ended:\n${text}`)));
  });
  return {
    pid: child.pid ?? 0,
    address,
    readyMs: performance.now() - started,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** What a process has used so far, from the kernel's own books; elsewhere than on Linux there are none to read. */
export interface Usage {
  readonly cpuSeconds: number;
  /** What it holds now, and the most it ever held at once. */
  readonly residentMiB: number;
  readonly peakMiB: number;
}

/** Reads what a process has used. */
export function usageOf(pid: number): Usage {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return { cpuSeconds: Number.NaN, residentMiB: Number.NaN, peakMiB: Number.NaN };
  const text = readFileSync(status, "utf8");
  const mebibytes = (name: string) =>
    Math.round(Number(RegExp(`${name}:\\s+(\\d+) kB`).exec(text)?.[1]) / 1024);
  const { own } = timesOf(pid);
  return { cpuSeconds: own, residentMiB: mebibytes("VmRSS"), peakMiB: mebibytes("VmHWM") };
}

/** Processor time of a database server: of its postmaster, all its living processes and those that have ended. */
export function databaseSeconds(postmaster: number): number {
  if (!existsSync(`/proc/${postmaster}/stat`)) return Number.NaN;
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => timesOf(Number(name)))
    .filter(({ parent }) => parent === postmaster);
  const { own, ended } = timesOf(postmaster);
  return own + ended + children.reduce((sum, child) => sum + child.own, 0);
}

/** The process that started this one. */
export function parentOf(pid: number): number {
  return existsSync(`/proc/${pid}/stat`) ? timesOf(pid).parent : 0;
}

/** User and system time of a process and of its children that have ended, in seconds. */
function timesOf(pid: number): { readonly parent: number; readonly own: number; readonly ended: number } {
  let stat = "";
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return { parent: 0, own: 0, ended: 0 }; // it has just ended
  }
  // After the name, which may hold anything: the parent is field 4, the times are the fields 14 to 17.
  const fields = (stat.split(") ").at(-1) ?? "").split(" ").map(Number);
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
  return { parent: fields[1] ?? 0, own: (user + system) / TICKS, ended: (endedUser + endedSystem) / TICKS };
}
