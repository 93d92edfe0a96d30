import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Route, RouteInput, RouteOutput } from "@mortise/contract";
import { silentLogger, systemClock } from "@mortise/kit";
import { flowChecker } from "@mortise/process";
import { dashboardChecker } from "@mortise/reports";
import { openStore, systemActor } from "@mortise/store";
import { findTemplate } from "@mortise/templates";
import { prepareTemplate, type TestDatabase, useDatabase } from "@mortise/testing";
import type { FastifyInstance, InjectOptions } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll } from "vitest";
import type { Config } from "../config.ts";
import { COOKIE } from "../http/authentication.ts";
import { LiveHub } from "../http/live.ts";
import type { PageFolders } from "../http/pages.ts";
import { createServer } from "../http/server.ts";
import { forwardLiveEvents } from "../live-events.ts";
import { createServices, type Services } from "../services.ts";
import { plantPeople, plantTeams } from "../setup/sample-data.ts";

/** The password of every person of the test company. */
export const PASSWORD = "mortise-test-1";
/** Login of its administrator. */
export const ADMIN = "admin@demo.mortise.example";

const SECRET = "a-secret-of-tests-0123456789-abcdefgh";

/** An answer as tests look at it. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly body: Body;
  readonly text: string;
}

/** A browser or program that calls the server. */
export interface Caller {
  readonly headers: Readonly<Record<string, string>>;
  /** Calls a route of the contract, whatever comes back. */
  call<const R extends Route>(
    route: R,
    input: RouteInput<R>,
    headers?: Record<string, string>,
  ): Promise<Answer<RouteOutput<R>>>;
  /** Any request, also one that no client of ours would make. */
  send(request: InjectOptions): Promise<Answer>;
}

/** The server over a database of its own, with the lead application, its teams and one person in every role. */
export interface TestServer {
  readonly server: FastifyInstance;
  readonly services: Services;
  readonly live: LiveHub;
  readonly database: TestDatabase;
  /** Ids of people by login: `lina`, `zhao`, `ops`, `marketing`, `admin`. */
  readonly people: Readonly<Record<string, string>>;
  readonly anonymous: Caller;
  /** A browser in which that person is signed in. */
  readonly as: (login: string) => Promise<Caller>;
  /** A program with a token that holds roles of the lead application. */
  withToken(...roles: string[]): Promise<Caller & { readonly id: string }>;
  /** Base address, once something has to come over a real connection. */
  listen(): Promise<string>;
}

/** The lead application with its people, made once for all test files. */
async function template(): Promise<{ template: string }> {
  const name = await prepareTemplate("server crm 1", async (url) => {
    const dataDir = await mkdtemp(join(tmpdir(), "mortise-server-"));
    const store = await openTestStore(url);
    const services = createServices({
      config: testConfig(dataDir),
      store,
      clock: systemClock,
      logger: silentLogger,
    });
    const crm = findTemplate("crm");
    if (!crm) throw new TypeError("the crm template ships with the product");
    await plantTeams(services, crm, "zh");
    await store.releases.createApp(crm.documents, systemActor);
    await plantPeople(services, crm, "zh");
    await services.accounts.create({ name: "管理员", email: ADMIN, password: PASSWORD, admin: true });
    await store.close();
    await rm(dataDir, { recursive: true });
  });
  return { template: name };
}

function openTestStore(url: string) {
  return openStore({
    url,
    clock: systemClock,
    logger: silentLogger,
    checkers: [flowChecker, dashboardChecker],
    maxConnections: 8,
  });
}

function testConfig(dataDir: string, changes: Partial<Config> = {}): Config {
  return {
    port: 0,
    host: "127.0.0.1",
    dataDir,
    secret: SECRET,
    production: false,
    demo: false,
    trustProxy: false,
    ...changes,
  };
}

/** Gives a test file a server; `empty` starts before first-run set-up. Properties may be read inside tests only. */
export function useServer(
  options: { readonly empty?: boolean; readonly config?: Partial<Config> } = {},
): TestServer {
  const database = useDatabase(options.empty ? {} : template);
  let current: TestServer | undefined;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const started = await startTestServer(database, options.config ?? {});
    current = started.test;
    close = started.close;
  });
  afterAll(() => close());
  const get = (): TestServer => {
    if (!current) throw new TypeError("the server stands only while tests run");
    return current;
  };
  return {
    get server() {
      return get().server;
    },
    get services() {
      return get().services;
    },
    get live() {
      return get().live;
    },
    get people() {
      return get().people;
    },
    get anonymous() {
      return get().anonymous;
    },
    database,
    as: (login) => get().as(login),
    withToken: (...roles) => get().withToken(...roles),
    listen: () => get().listen(),
  };
}

/** Pages as the build would leave them, with nothing in them. */
async function writePages(folder: string): Promise<PageFolders> {
  const pages = { web: join(folder, "web"), embed: join(folder, "embed") };
  for (const [name, page] of Object.entries(pages)) {
    await mkdir(join(page, "assets"), { recursive: true });
    const script = `${name === "embed" ? "/embed" : ""}/assets/index-abc123.js`;
    await writeFile(join(page, "index.html"), `<div id="root"></div><script src="${script}"></script>`);
    await writeFile(join(page, "assets/index-abc123.js"), `console.log("${name}");`.repeat(100));
  }
  await writeFile(join(pages.web, "favicon.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
  return pages;
}

async function startTestServer(database: TestDatabase, changes: Partial<Config>) {
  const dataDir = await mkdtemp(join(tmpdir(), "mortise-server-"));
  const store = await openTestStore(database.url);
  const config = testConfig(dataDir, changes);
  const services = createServices({ config, store, clock: systemClock, logger: silentLogger });
  const live = new LiveHub();
  await forwardLiveEvents(store, live, silentLogger);
  const server = await createServer(services, live, pino({ level: "silent" }), await writePages(dataDir));
  await server.ready();
  const accounts = await services.accounts.list();
  const people = Object.fromEntries(accounts.map(({ id, email }) => [email?.split("@")[0] ?? "", id]));
  const test: TestServer = {
    server,
    services,
    live,
    database,
    people,
    anonymous: caller(server, {}),
    async as(login) {
      const sid = await services.sessions.open(people[login] ?? "", "test");
      return caller(server, {
        cookie: `${COOKIE}=${server.jwt.sign({ sid })}`,
        "x-requested-with": "mortise",
      });
    },
    async withToken(...roles) {
      const { id, secret } = await services.tokens.create("test", "crm", roles);
      return { ...caller(server, { authorization: `Bearer ${secret}` }), id };
    },
    async listen() {
      if (!server.server.listening) await server.listen({ port: 0, host: "127.0.0.1" });
      return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`; // listens on TCP
    },
  };
  const close = async (): Promise<void> => {
    live.close();
    await server.close();
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { test, close };
}

/** The address of a route with its parameters and query filled in. */
export function addressOf(
  route: Route,
  input: { readonly params?: unknown; readonly query?: unknown },
): string {
  const params = Object.entries((input.params ?? {}) as Record<string, string>); // declared by the route
  const path = params.reduce(
    (text, [name, value]) => text.replace(`:${name}`, encodeURIComponent(value)),
    route.path,
  );
  const query = new URLSearchParams((input.query ?? {}) as Record<string, string>); // likewise
  return `/api/v1${path}${query.size > 0 ? `?${query}` : ""}`;
}

function caller(server: FastifyInstance, own: Record<string, string>): Caller {
  const send = async (request: InjectOptions): Promise<Answer> => {
    const response = await server.inject({ ...request, headers: { ...own, ...request.headers } });
    const { statusCode: status, headers, payload: text } = response;
    const isJson = String(headers["content-type"]).includes("json");
    return { status, headers, text, body: isJson ? response.json<Record<string, unknown>>() : {} };
  };
  return {
    headers: own,
    send,
    async call(route, input, headers = {}) {
      const url = addressOf(route, input);
      const payload = input.body === undefined ? {} : { payload: input.body as object }; // bodies of the contract are objects
      const answer = await send({ method: route.method, url, headers, ...payload });
      return answer as Answer<RouteOutput<typeof route>>; // a test that expects a refusal looks at the status first
    },
  };
}
