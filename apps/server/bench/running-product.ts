import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Actor, systemActor } from "@mortise/store";
import { startEmbedded } from "@mortise/store/embedded";
import { findTemplate } from "@mortise/templates";
import { createApp } from "../src/setup/create-app.ts";
import { plantPeople, type SampleLogin } from "../src/setup/sample-data.ts";
import { type RunningServer, start } from "../src/start.ts";
import type { Owner } from "./seed-leads.ts";

/** The whole product, running on a database of its own that waits for the disk as in production. */
export interface RunningProduct {
  readonly server: RunningServer;
  readonly databaseUrl: string;
  /** Version of the database server. */
  readonly postgres: string;
  readonly owners: readonly Owner[];
  /** Signs a sample person in; answers the actor and a caller of the HTTP API. */
  signIn(role: string): Promise<SignedIn>;
  stop(): Promise<void>;
}

/** A sample person with an open session. */
export interface SignedIn {
  readonly actor: Actor;
  /** Sends a request over HTTP, as a browser on a kept connection does, and reads the (packed) answer to its end. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<unknown>;
}

/** Starts database and server in a temporary folder, with the lead application and its sample people but no records. */
export async function runProduct(): Promise<RunningProduct> {
  const folder = mkdtempSync(join(tmpdir(), "mortise-bench-"));
  const database = await startEmbedded({ dataDir: join(folder, "postgres") });
  let server: RunningServer | undefined;
  const stop = async (): Promise<void> => {
    await server?.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const port = await freePort();
    server = await start({
      port,
      host: "127.0.0.1",
      databaseUrl: database.url,
      dataDir: folder,
      secret: "only-for-a-benchmark-on-this-machine-0123",
      production: false,
      demo: false,
      trustProxy: false,
    });
    const running = server;
    const { services } = running;
    await services.accounts.create({
      name: "Bench",
      email: "bench@mortise.example",
      password: "bench-bench-bench",
      admin: true,
    });
    await createApp(services, systemActor, { id: "crm", template: "crm", sampleData: false });
    const template = findTemplate("crm");
    const logins = template ? await plantPeople(services, template, "zh") : [];
    const { rows } = await services.store.pool.query<{ v: string }>(
      "select current_setting('server_version') as v",
    );
    return {
      server: running,
      databaseUrl: database.url,
      postgres: rows[0]?.v ?? "?",
      owners: (template?.people ?? [])
        .filter((person) => person.role === "rep")
        .map((person) => ({ account: person.id, team: person.team })),
      signIn: (role) => signIn(running, logins, role),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function signIn(
  server: RunningServer,
  logins: readonly SampleLogin[],
  role: string,
): Promise<SignedIn> {
  const template = findTemplate("crm");
  const person = template?.people.find((one) => one.role === role);
  const login = logins.find(({ email }) => person && email.startsWith(`${person.login}@`));
  const base = `${server.address}/api/v1`;
  const answer = await fetch(`${base}/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-requested-with": "mortise" },
    body: JSON.stringify({ login: login?.email, password: login?.password }),
  });
  await answer.arrayBuffer();
  const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const actor = person && (await server.services.actors.ofAccount(person.id));
  if (!actor || !cookie) throw new TypeError(`nobody could sign in as ${role}: ${answer.status}`);
  const headers = {
    cookie,
    "x-requested-with": "mortise",
    "accept-language": "zh",
    "accept-encoding": "gzip",
  };
  return { actor, call: (method, path, body) => send({ method, url: base + path, headers }, body) };
}

// The plain client: with `fetch`, the measuring side would cost more than the server.
const agent = new Agent({ keepAlive: true });

interface Sending {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

function send({ method, url, headers }: Sending, body: unknown): Promise<string> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const all = text === undefined ? headers : { ...headers, "content-type": "application/json" };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers: all }, (reply) => {
      const pieces: Buffer[] = [];
      reply.on("data", (piece: Buffer) => pieces.push(piece));
      reply.on("error", reject);
      reply.on("end", () => {
        const answer = Buffer.concat(pieces).toString("utf8");
        if (reply.statusCode === 200) resolve(answer);
        else reject(new TypeError(`${method} ${url}: ${reply.statusCode} ${answer}`));
      });
    });
    sent.on("error", reject);
    sent.end(text);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
