import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";

const MAIN = join(import.meta.dirname, "../main.ts");
const ADDRESS = /Mortise 榫卯 {2}→ {2}(\S+)/;

/** The server as a process of its own, started as a person would. */
export interface ChildServer {
  readonly process: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  /** Its address, once it is printed; rejects with the output when the process ends before. */
  readonly ready: Promise<string>;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** How a child is started. */
export interface ChildOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Account to run as; only root can choose one. */
  readonly uid?: number;
}

/** Starts the server with nothing but the given environment. */
export function startChild({ env, args = [], uid }: ChildOptions): ChildServer {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let text = "";
  const ended = once(child, "exit").then(([code, signal]) => (code ?? signal) as number | string);
  const ready = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      text += chunk.toString();
      const address = ADDRESS.exec(text)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("close", () => reject(new TypeError(`the server ended:\n${text}`)));
  });
  // A test that expects the failure looks at the output instead.
  ready.catch(() => undefined);
  return { process: child, output: () => text, ready, ended };
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = await listenOnce(() => undefined);
  const port = portOf(server);
  server.close();
  await once(server, "close");
  return port;
}

/** Listens on a port of its own; for what has to be in the way. */
export async function listenOnce(onSocket: (socket: Socket) => void): Promise<Server> {
  const server = createServer(onSocket);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

/** The port of a listening server. */
export function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const READY = message("Z", Buffer.from("I"));

/** Speaks just enough of PostgreSQL's protocol to let a client in and say which version this is. */
export async function fakePostgres(version: string): Promise<Server> {
  const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
  const int32 = (value: number): Buffer => Buffer.from([0, 0, value >> 8, value & 255]);
  // One column of type text without a table.
  const column = [Buffer.from("version\0"), int32(0), int16(0), int32(25), int16(0xffff), int32(0), int16(0)];
  const answer = [
    message("T", int16(1), ...column),
    message("D", int16(1), int32(version.length), Buffer.from(version)),
    message("C", Buffer.from("SELECT 1\0")),
    READY,
  ];
  return listenOnce((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      const isQuery = data[0] === "Q".charCodeAt(0);
      if (!isQuery) return void (data[0] === 0 && socket.write(Buffer.concat([message("R", int32(0)), READY])));
      const isVersion = data.includes("server_version_num");
      socket.write(Buffer.concat(isVersion ? answer : [message("C", Buffer.from("SET\0")), READY]));
    });
  });
}
