import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Actor, READ_LIMITS, systemActor } from "@mortise/store";
import { startEmbedded } from "@mortise/store/embedded";
import { findTemplate } from "@mortise/templates";
import { createApp } from "../src/setup/create-app.ts";
import { plantPeople, type SampleLogin } from "../src/setup/sample-data.ts";
import type { Services } from "../src/services.ts";
import { type RunningServer, start } from "../src/start.ts";
import { type Call, openSession, PACKED } from "./open-session.ts";
import type { Owner } from "./seed-leads.ts";

/** The whole product, running on a database of its own that waits for the disk as in production. */
export interface RunningProduct {
  readonly server: RunningServer;
  readonly databaseUrl: string;
  /** Files of the server. */
  readonly dataDir: string;
  /** Version of the database server. */
  readonly postgres: string;
  readonly owners: readonly Owner[];
  /** Signs a sample person in; answers the actor and a caller of the HTTP API. */
  signIn(role: string): Promise<SignedIn>;
  /** Name and password of a sample person. */
  login(role: string): SampleLogin;
  stop(): Promise<void>;
}

/** A sample person with an open session. */
export interface SignedIn {
  readonly actor: Actor;
  /** Sends a request over HTTP, as a browser on a kept connection does, and reads the (packed) answer to its end. */
  readonly call: Call;
}

/** The administrator. */
export const ADMIN = { email: "bench@mortise.example", password: "bench-bench-bench" } as const;

/** How the product is set up. */
export interface ProductOptions {
  /** A folder that is kept and used again; a temporary one when absent. */
  readonly folder?: string;
  /** False: the application's flows are switched off. */
  readonly flows?: boolean;
}

/** Starts database and server, with the lead application and its sample people but no records. */
export async function runProduct(options: ProductOptions = {}): Promise<RunningProduct> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "mortise-bench-"));
  mkdirSync(folder, { recursive: true });
  const database = await startEmbedded({ dataDir: join(folder, "postgres") });
  let server: RunningServer | undefined;
  const stop = async (): Promise<void> => {
    await server?.stop();
    await database.stop();
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const port = await freePort();
    server = await start({
      port,
      host: "127.0.0.1",
      databaseUrl: database.url,
      dataDir: folder,
      secret: "only-for-a-benchmark-on-this-machine-0123",
      formerSecrets: [],
      production: false,
      demo: false,
      trustProxy: false,
      readLimits: READ_LIMITS,
    });
    const running = server;
    const { services } = running;
    const logins = await sampleLogins(services, folder, options.flows ?? true);
    const template = findTemplate("crm");
    const { rows } = await services.store.pool.query<{ v: string }>(
      "select current_setting('server_version') as v",
    );
    return {
      server: running,
      databaseUrl: database.url,
      dataDir: folder,
      postgres: rows[0]?.v ?? "?",
      owners: (template?.people ?? [])
        .filter((person) => person.role === "rep")
        .map((person) => ({ account: person.id, team: person.team })),
      signIn: (role) => signIn(running, logins, role),
      login: (role) => loginOf(logins, role),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Measures over a product of its own for each of the numbers of rows in a text such as `100000,1000000`. */
export async function forEachSize(
  sizes: string,
  measure: (product: RunningProduct, rows: number) => Promise<void>,
): Promise<void> {
  for (const rows of sizes.split(",").map(Number)) {
    const product = await runProduct();
    try {
      await measure(product, rows);
    } finally {
      await product.stop();
    }
  }
}

/** Sets the application up unless the folder has it; passwords of sample people are told once, so they are kept beside the data. */
async function sampleLogins(
  services: Services,
  folder: string,
  flows: boolean,
): Promise<readonly SampleLogin[]> {
  const file = join(folder, "logins.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as readonly SampleLogin[]; // written below
  await services.accounts.create({ name: "Bench", ...ADMIN, admin: true });
  await createApp(services, systemActor, { id: "crm", template: "crm", sampleData: false });
  if (!flows) await switchFlowsOff(services);
  const template = findTemplate("crm");
  const logins = template ? await plantPeople(services, template, "zh") : [];
  writeFileSync(file, JSON.stringify(logins), { mode: 0o600 });
  return logins;
}

async function switchFlowsOff({ store: { releases } }: Services): Promise<void> {
  const { documents } = await releases.draft("crm");
  const edits = documents.flatMap(({ document, revision }) =>
    document.kind === "flow" ? [{ document: { ...document, enabled: false }, revision }] : [],
  );
  await releases.saveDraft("crm", edits, systemActor);
  await releases.publish("crm", { actor: systemActor });
}

async function signIn(
  server: RunningServer,
  logins: readonly SampleLogin[],
  role: string,
): Promise<SignedIn> {
  const person = findTemplate("crm")?.people.find((one) => one.role === role);
  const actor = person && (await server.services.actors.ofAccount(person.id));
  if (!actor) throw new TypeError(`there is no ${role}`);
  return { actor, call: await openSession(server.address, loginOf(logins, role), PACKED) };
}

function loginOf(logins: readonly SampleLogin[], role: string): SampleLogin {
  const person = findTemplate("crm")?.people.find((one) => one.role === role);
  const login = logins.find(({ email }) => person && email.startsWith(`${person.login}@`));
  if (!login) throw new TypeError(`there is no ${role}`);
  return login;
}

/** A port that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
