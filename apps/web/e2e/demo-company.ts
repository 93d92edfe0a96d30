import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ApiClient, createClient, routes } from "@mortise/contract";
import { createDatabase, type TestDatabase } from "@mortise/testing";
import { DEMO, type FoundedCompany, foundedDemo } from "./founded-company.ts";
import { StoryServer } from "./story-server.ts";

/** One sample person as the terminal shows them. */
export interface Login {
  readonly email: string;
  readonly password: string;
}

/** What pools keep of when things happened and will happen. */
const POOL_TIMES = [
  "held_since",
  "renewed_at",
  "pooled_at",
  "protected_until",
  "recycle_at",
  "pool_due_at",
] as const;

/** What a server prints once it serves. */
const READY = /→ {2}http\S+\n/;
/** … and one that nobody has set up yet. */
const SET_UP = /one-time link[\s\S]+\n\n/;

/** Where the data of a company are. */
interface Place {
  readonly database: TestDatabase;
  readonly folder: string;
}

/** How the server of a story begins. */
export interface CompanyOptions {
  /** `false`: an empty installation that waits for its administrator. */
  readonly demo?: boolean;
  /** Founds a company of its own, as a first start does, instead of copying the one that was founded for all stories. */
  readonly anew?: boolean;
  /** Further settings of the server. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A real server, as `npm start -- --demo` (or `npm start`) starts it, on a database of its own. */
export class DemoCompany {
  /** The one-time link that an empty installation printed. */
  readonly setupLink: string | undefined;
  readonly #server: StoryServer;
  readonly #database: TestDatabase;
  readonly #folder: string;
  readonly #logins: ReadonlyMap<string, Login>;
  /** Opened when they are first needed: signing in takes a busy machine longer than a notice stays on the screen. */
  readonly #clients = new Map<string, Promise<ApiClient>>();

  private constructor(
    server: StoryServer,
    { database, folder }: Place,
    founded: Pick<FoundedCompany, "printed">,
  ) {
    this.#server = server;
    this.#database = database;
    this.#folder = folder;
    this.#logins = readLogins(founded.printed);
    this.setupLink = /^\s+(http\S+\/setup\?token=\S+)$/m.exec(server.printed)?.[1];
  }

  /** Starts the server and waits until it is ready; the sample people, or the set-up link, are known then. */
  static async start({ demo = true, anew = false, env = {} }: CompanyOptions = {}): Promise<DemoCompany> {
    const template = demo && !anew ? await foundedDemo() : undefined;
    const database = await createDatabase({ prefix: "e2e", ...(template ? { template } : {}) });
    const place = { database, folder: mkdtempSync(join(tmpdir(), "mortise-e2e-")) };
    const start = { databaseUrl: database.url, folder: place.folder, env };
    if (!template) {
      const server = await StoryServer.start({ ...start, ...(demo ? DEMO : { ready: SET_UP }) });
      return new DemoCompany(server, place, server);
    }
    const { rows } = await database.pool.query<FoundedCompany>("select printed, secret from story.founded");
    const founded = rows[0] ?? { printed: "", secret: "" };
    writeFileSync(join(place.folder, "secret"), founded.secret, { mode: 0o600 });
    return new DemoCompany(await StoryServer.start({ ...start, ready: READY }), place, founded);
  }

  /** Where its pages are. */
  get address(): string {
    return this.#server.address;
  }

  /** Sets the clock of waiting flows and of pools forward: whatever is due within these hours becomes due now. */
  async hoursPass(hours: number): Promise<void> {
    const { rows } = await this.#database.pool.query<{ name: string }>(
      "select format('%I.%I', table_schema, table_name) as name from information_schema.columns where column_name = 'pool_due_at'",
    );
    const passed = POOL_TIMES.map((column) => `${column} = ${column} - make_interval(hours => $1)`).join(
      ", ",
    );
    for (const { name } of rows) await this.#database.pool.query(`update ${name} set ${passed}`, [hours]);
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
  api(name: string): Promise<ApiClient> {
    return this.#client(`person ${name}`, () => this.#signIn(name));
  }

  async #signIn(name: string): Promise<ApiClient> {
    const cookie = await this.session(name);
    return createClient({ base: this.address, locale: () => "zh", headers: { cookie } });
  }

  /** A new session of a sample person: the cookies that the sign-in page would leave in a browser. */
  async session(name: string): Promise<string> {
    const { email: login, password } = this.login(name);
    let cookie = "";
    const client = createClient({
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
    await client.call(routes.signIn, { body: { login, password } });
    return cookie;
  }

  /** A token for another system that may do what a role of the lead application may. */
  async token(role: string): Promise<string> {
    const admin = await this.api("admin");
    const body = { name: `e2e ${role}`, app: "crm", roles: [role] };
    return (await admin.call(routes.createToken, { body })).secret;
  }

  /** The API as another system sees it. */
  system(role: string): Promise<ApiClient> {
    return this.#client(`system ${role}`, () => this.#connect(role));
  }

  async #connect(role: string): Promise<ApiClient> {
    const authorization = `Bearer ${await this.token(role)}`;
    return createClient({ base: this.address, locale: () => "zh", headers: { authorization } });
  }

  #client(name: string, open: () => Promise<ApiClient>): Promise<ApiClient> {
    const known = this.#clients.get(name) ?? open();
    this.#clients.set(name, known);
    return known;
  }

  /** Stops the server as Ctrl-C would, and removes what it wrote. */
  async stop(): Promise<void> {
    await this.#server.stop();
    await this.#database.drop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function readLogins(printed: string): ReadonlyMap<string, Login> {
  const rows = [...printed.matchAll(/^\s+(([\w.]+)@demo\.mortise\.example)\s+(\S+)/gm)];
  return new Map(rows.map(([, email = "", name = "", password = ""]) => [name, { email, password }]));
}
