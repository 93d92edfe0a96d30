import {
  type CodeSenders,
  createExports,
  createImports,
  createPublicForms,
  type Exports,
  type Imports,
  Printing,
  type PublicForms,
  PublicQueries,
} from "@mortise/forms/runtime";
import type { Clock, Logger } from "@mortise/kit";
import { createProcess, type Process } from "@mortise/process/runtime";
import { type BoardLinks, createReports, type Reports } from "@mortise/reports/runtime";
import { createHttpCaller } from "@mortise/connectors";
import {
  Accounts,
  Actors,
  ApiTokens,
  Comments,
  DataVersions,
  Files,
  Follows,
  OutsideRuleBook,
  Sessions,
  type Store,
  Teams,
  TokenUses,
} from "@mortise/store";
import { boardLinksOf } from "./board-links.ts";
import type { Config } from "./config.ts";
import { type Channels, createChannels, makeFile, outgoingOf } from "./outgoing.ts";
import { SetupToken } from "./setup/setup-token.ts";
import { Guesses } from "./http/guesses.ts";

/** Everything the routes need, made once at start. */
export interface Services {
  readonly config: Config;
  readonly clock: Clock;
  readonly store: Store;
  readonly accounts: Accounts;
  readonly teams: Teams;
  readonly sessions: Sessions;
  readonly tokens: ApiTokens;
  readonly tokenUses: TokenUses;
  readonly actors: Actors;
  readonly files: Files;
  readonly comments: Comments;
  readonly follows: Follows;
  readonly process: Process;
  readonly exports: Exports;
  readonly imports: Imports;
  readonly printing: Printing;
  readonly publicForms: PublicForms;
  readonly publicQueries: PublicQueries;
  /** How messages reach visitors, as far as the server is set up for it. */
  readonly senders: CodeSenders;
  /** The ways out to people that the server is set up for. */
  readonly channels: Channels;
  /** Which state the records are in, for what is read once and shown often. */
  readonly versions: DataVersions;
  readonly reports: Reports;
  readonly boardLinks: BoardLinks;
  readonly setupToken: SetupToken;
  /** Slows down who tries passwords and one-time links. */
  readonly guesses: Guesses;
  readonly logger: Logger;
}

/** Wires the services over an open store. */
export function createServices(parts: {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
}): Services {
  const { config, store, clock } = parts;
  const tokens = new ApiTokens(store.db, clock);
  const actors = new Actors(store.db, tokens, clock);
  const { db, records, releases } = store;
  const talk = { db, records, releases, actors, clock };
  const channels = createChannels(config);
  const senders = codeSenders(channels);
  const rules = new OutsideRuleBook(store.db, clock);
  const versions = new DataVersions();
  const reports = createReports({ ...parts, versions });
  const files = new Files(store.db, `${config.dataDir}/files`);
  const changed = (account: string | null): void => actors.forget(account);
  const { process, printing } = processOf(parts, { channels, actors, files, rules });
  return {
    ...parts,
    senders,
    channels,
    tokens,
    tokenUses: new TokenUses(store.db, clock),
    accounts: new Accounts(store.db, clock, changed),
    teams: new Teams(store.db, changed),
    sessions: new Sessions(store.db, clock, changed),
    actors,
    files,
    comments: new Comments(talk),
    follows: new Follows(talk),
    process,
    exports: createExports({ ...parts, actors, folder: `${config.dataDir}/exports` }),
    imports: createImports({ ...parts, actors, files, folder: `${config.dataDir}/imports` }),
    printing,
    publicQueries: new PublicQueries({ ...parts, secret: config.secret }),
    publicForms: createPublicForms({
      ...parts,
      secret: config.secret,
      senders,
      ...(config.redirectHosts ? { redirectHosts: config.redirectHosts } : {}),
    }),
    versions,
    reports,
    boardLinks: boardLinksOf({ ...parts, secret: config.secret }, { actors, reports }),
    setupToken: new SetupToken(config.secret),
    guesses: new Guesses(clock),
  };
}

/** The flows and the printing: one asks the other for approvals, and has files made by it. */
function processOf(
  parts: {
    readonly config: Config;
    readonly store: Store;
    readonly clock: Clock;
    readonly logger: Logger;
  },
  {
    channels,
    actors,
    files,
    rules,
  }: {
    readonly channels: Channels;
    readonly actors: Actors;
    readonly files: Files;
    readonly rules: OutsideRuleBook;
  },
): { readonly process: Process; readonly printing: Printing } {
  const { config, store } = parts;
  const process = createProcess({
    ...parts,
    secret: config.secret,
    outgoing: outgoingOf(channels, {
      actors,
      publicUrl: config.publicUrl,
      http: createHttpCaller({
        allowedHosts: async () => (await rules.current()).hosts,
        ...(config.privateHosts ? { privateHosts: config.privateHosts } : {}),
      }),
      files: (order) => makeFile(printing, files, config, order),
      scripts: config.flowScripts === true,
      secrets: (app, id) => store.flowSecrets.open(app, id),
    }),
  });
  const printing = printingOf(store, files, process);
  return { process, printing };
}

function printingOf(store: Store, files: Files, process: Process): Printing {
  return new Printing({
    store,
    files,
    approvals: async (actor, { app, entity, record }) =>
      (await process.recordWorkItems(actor, app, entity, record)).items,
  });
}

function codeSenders({ email, sms }: Channels): CodeSenders {
  return {
    ...(email ? { email: (message) => email.send(message) } : {}),
    ...(sms ? { sms: (message) => sms.send(message) } : {}),
  };
}
