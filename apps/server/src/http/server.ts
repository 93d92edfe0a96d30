import { randomUUID } from "node:crypto";
import { type Route, routes } from "@mortise/contract";
import fastify, { type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { databaseAway } from "../errors.ts";
import { registerAccountRoutes } from "../routes/accounts.ts";
import { registerCalendarRoutes } from "../routes/calendar.ts";
import { registerAppRoutes } from "../routes/apps.ts";
import { registerExportRoutes } from "../routes/exports.ts";
import { registerOutsideRoutes } from "../routes/outside.ts";
import { registerPrintRoutes } from "../routes/prints.ts";
import { registerFileRoutes } from "../routes/files.ts";
import { registerImportRoutes } from "../routes/imports.ts";
import { registerStructureRoutes } from "../routes/structure.ts";
import { registerPublicRoutes } from "../routes/public.ts";
import { registerRecordFormRoutes } from "../routes/record-forms.ts";
import { registerRecordWriteRoutes } from "../routes/record-writes.ts";
import { registerRecordRoutes } from "../routes/records.ts";
import { registerDraftSeatRoutes } from "../routes/draft-seats.ts";
import { registerReleaseRoutes } from "../routes/releases.ts";
import { registerBoardLinkRoutes } from "../routes/board-links.ts";
import { registerReportRoutes } from "../routes/reports.ts";
import { registerSignInRoutes } from "../routes/sign-in.ts";
import { registerViewAsRoutes } from "../routes/view-as.ts";
import { registerViewRoutes } from "../routes/views.ts";
import { registerCommentRoutes } from "../routes/comments.ts";
import { registerDelegationRoutes } from "../routes/delegations.ts";
import { registerDutyRoutes } from "../routes/duty.ts";
import { registerFlowTestRoutes } from "../routes/flow-tests.ts";
import { registerLedgerRoutes } from "../routes/ledger.ts";
import { registerRunRoutes } from "../routes/runs.ts";
import { registerSendRoutes } from "../routes/sends.ts";
import { registerFlowHookRoutes } from "../routes/flow-hooks.ts";
import { registerWorkRoutes } from "../routes/work.ts";
import type { Services } from "../services.ts";
import { actorOf, registerAuthentication } from "./authentication.ts";
import { checkBody } from "./check-body.ts";
import { registerErrorReply } from "./error-reply.ts";
import { createHandle } from "./handle.ts";
import type { LiveHub } from "./live.ts";
import { builtPages, type PageFolders, registerPages } from "./pages.ts";
import { registerPlugins } from "./plugins.ts";
import { checkInputExactly } from "./validation.ts";

const BODY_LIMIT = 20 * 1024 * 1024;
/** Long enough for the largest upload on a slow line, short enough that nobody holds sockets for ever. */
const REQUEST_TIMEOUT_MS = 15 * 60_000;

/** The HTTP server with all routes; not yet listening. */
export async function createServer(
  services: Services,
  live: LiveHub,
  logger: FastifyBaseLogger,
  pages: PageFolders = builtPages,
): Promise<FastifyInstance> {
  const server: FastifyInstance = fastify({
    loggerInstance: logger,
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: trustedHops(services.config.trustProxy),
  });
  // Answers are built by our own code; their schemas document them and are not used to re-encode them.
  server.setSerializerCompiler(() => (data) => JSON.stringify(data));
  // Encoded once: as text, an answer in Chinese would be gone through for its length and again for its bytes.
  server.addHook("onSend", (_request, _reply, payload, done) =>
    done(null, typeof payload === "string" ? Buffer.from(payload) : payload),
  );
  server.removeContentTypeParser("text/plain");
  registerErrorReply(server);
  await registerPlugins(server, services.config);
  checkInputExactly(server);
  await registerAuthentication(server, services);
  // Hooks that wait for nothing are no promises: each of those costs every request a turn of the loop.
  server.addHook("preValidation", (request, _reply, done) => {
    checkBody(request.body);
    done();
  });
  registerHealth(server, services);
  noteTokenUse(server, services);
  live.register(server, (request) => actorOf(request, services));
  registerRoutes(server, services);
  await registerPages(server, pages, {
    form: (slug) => services.publicForms.framedBy(slug),
    board: (key) => services.boardLinks.framedBy(key),
  });
  return server;
}

/** Builders are told which other systems a change concerns: those whose tokens use the entity. */
function noteTokenUse(server: FastifyInstance, { tokenUses }: Services): void {
  server.addHook("onResponse", (request, reply, done) => {
    // A request that was refused may have no actor yet.
    const token = reply.statusCode >= 400 ? undefined : request.actor.token;
    // Which parameters there are is the route's business.
    const { app, entity } = request.params as { app?: string; entity?: string };
    if (token === undefined || app === undefined || entity === undefined) return done();
    tokenUses.note(token, app, entity).then(() => done(), done);
  });
}

/** Only the entries that our own proxies wrote count; what stands before them is the client's claim. */
function trustedHops(hops: number | false): false | ((address: string, hop: number) => boolean) {
  return hops === false ? false : (_address, hop) => hop < hops;
}

/** Says whether the database answers, and nothing else: anybody may ask. */
function registerHealth(server: FastifyInstance, services: Services): void {
  server.get("/health", { schema: { hide: true }, logLevel: "warn" }, async (request) => {
    try {
      return await services.store.health();
    } catch (cause) {
      request.log.error({ reason: cause instanceof Error ? cause.message : "" }, "the database is away");
      throw databaseAway({}, { cause });
    }
  });
}

function registerRoutes(server: FastifyInstance, services: Services): void {
  const names = new Map<Route, string>(Object.entries(routes).map(([name, route]) => [route, name]));
  const handle = createHandle(server, services, (route) => names.get(route) ?? route.path);
  registerSignInRoutes(handle, services);
  registerViewAsRoutes(handle, services);
  registerAccountRoutes(handle, services);
  registerCalendarRoutes(handle, services);
  registerAppRoutes(handle, services);
  registerRecordRoutes(handle, services);
  registerRecordWriteRoutes(handle, services);
  registerRecordFormRoutes(handle, services);
  registerViewRoutes(handle, services);
  registerWorkRoutes(handle, services);
  registerLedgerRoutes(handle, services);
  registerRunRoutes(handle, services);
  registerSendRoutes(handle, services);
  registerOutsideRoutes(handle, services);
  registerFlowHookRoutes(handle, services);
  registerFlowTestRoutes(handle, services);
  registerDelegationRoutes(handle, services);
  registerDutyRoutes(handle, services);
  registerCommentRoutes(handle, services);
  registerExportRoutes(handle, services);
  registerPrintRoutes(handle, services);
  registerImportRoutes(handle, services);
  registerStructureRoutes(handle, services);
  registerReleaseRoutes(handle, services);
  registerDraftSeatRoutes(handle, services);
  registerReportRoutes(handle, services);
  registerBoardLinkRoutes(handle, services);
  registerPublicRoutes(handle, services);
  registerFileRoutes(handle, services);
}
