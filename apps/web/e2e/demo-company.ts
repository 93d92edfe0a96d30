import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type ApiClient, createClient, routes } from "@mortise/contract";
import { createDatabase, type TestDatabase } from "@mortise/testing";

const ROOT = resolve(import.meta.dirname, "../../..");

/** One sample person as the terminal shows them. */
export interface Login {
  readonly email: string;
  readonly password: string;
}

/** How the server of a story begins. */
export interface CompanyOptions {
  /** `false`: an empty installation that waits for its administrator. */
  readonly demo?: boolean;
}

/** A real server, as `npm start -- --demo` (or `npm start`) starts it, on a database of its own. */
export class DemoCompany {
  readonly address: string;
  /** The one-time link that an empty installation printed. */
  readonly setupLink: string | undefined;
  readonly #child: ChildProcess;
  readonly #database: TestDatabase;
  readonly #folder: string;
  readonly #logins: ReadonlyMap<string, Login>;

  private constructor(parts: {
    address: string;
    child: ChildProcess;
    database: TestDatabase;
    folder: string;
    logins: ReadonlyMap<string, Login>;
    setupLink: string | undefined;
  }) {
    this.address = parts.address;
    this.setupLink = parts.setupLink;
    this.#child = parts.child;
    this.#database = parts.database;
    this.#folder = parts.folder;
    this.#logins = parts.logins;
  }

  /** Starts the server and waits until it has printed its address and logins, or its set-up link. */
  static async start({ demo = true }: CompanyOptions = {}): Promise<DemoCompany> {
    const database = await createDatabase({ prefix: "e2e" });
    const folder = mkdtempSync(join(tmpdir(), "mortise-e2e-"));
    const port = await freePort();
    const child = spawn(process.execPath, ["apps/server/src/main.ts", ...(demo ? ["--demo"] : [])], {
      cwd: ROOT,
      env: {
        ...process.env,
        NODE_ENV: "test",
        PORT: String(port),
        DATA_DIR: folder,
        DATABASE_URL: database.url,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const printed = await outputUntil(child, demo ? /Demo accounts[\s\S]+\n\n/ : /one-time link[\s\S]+\n\n/);
    const address = `http://127.0.0.1:${port}`;
    const setupLink = /^\s+(http\S+\/setup\?token=\S+)$/m.exec(printed)?.[1];
    return new DemoCompany({ address, child, database, folder, setupLink, logins: readLogins(printed) });
  }

  /** Sets the clock of waiting flows forward: whatever is due within these hours becomes due now. */
  async hoursPass(hours: number): Promise<void> {
    await this.#database.pool.query(
      "update mortise.timer set due_at = due_at - make_interval(hours => $1) where due_at > now()",
      [hours],
    );
  }

  /** Login of a sample person by the local part of the e-mail: `admin`, `ops`, `director`, `wangqiang` … */
  login(name: string): Login {
    const login = this.#logins.get(name);
    if (!login) throw new TypeError(`the demo company has no ${name}`);
    return login;
  }

  /** The API as a sample person, for what a story needs to be there before it begins. */
  async api(name: string): Promise<ApiClient> {
    const { email: login, password } = this.login(name);
    let cookie = "";
    const first = createClient({
      base: this.address,
      locale: () => "zh",
      fetch: async (input, init) => {
        const answer = await fetch(input, init);
        cookie = answer.headers
          .getSetCookie()
          .map((each) => each.split(";")[0])
          .join("; ");
        return answer;
      },
    });
    await first.call(routes.signIn, { body: { login, password } });
    return createClient({ base: this.address, locale: () => "zh", headers: { cookie } });
  }

  /** A token for another system that may do what a role of the lead application may. */
  async token(role: string): Promise<string> {
    const admin = await this.api("admin");
    const body = { name: `e2e ${role}`, app: "crm", roles: [role] };
    return (await admin.call(routes.createToken, { body })).secret;
  }

  /** The API as another system sees it. */
  async system(role: string): Promise<ApiClient> {
    const authorization = `Bearer ${await this.token(role)}`;
    return createClient({ base: this.address, locale: () => "zh", headers: { authorization } });
  }

  /** Stops the server as Ctrl-C would, and removes what it wrote. */
  async stop(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await ended;
    await this.#database.drop();
    rmSync(this.#folder, { recursive: true, force: true });
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

function readLogins(printed: string): ReadonlyMap<string, Login> {
  const rows = [...printed.matchAll(/^\s+(([\w.]+)@demo\.mortise\.example)\s+(\S+)/gm)];
  return new Map(rows.map(([, email = "", name = "", password = ""]) => [name, { email, password }]));
}
