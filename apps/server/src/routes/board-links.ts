import { BOARD_PASSWORD_HEADER, routes } from "@mortise/contract";
import type { BoardVisitor } from "@mortise/reports/runtime";
import type { FastifyRequest } from "fastify";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";
import { textInHeader } from "./header-text.ts";

/** Opening a dashboard, and its figures: many people may sit behind one address, each with a dozen cards. */
const OPENINGS = { config: { rateLimit: { max: 120, timeWindow: "1 minute" } } };
const FIGURES = { config: { rateLimit: { max: 900, timeWindow: "1 minute" } } };
const FILES = { config: { rateLimit: { max: 30, timeWindow: "1 minute" } } };

/** Public links of dashboards. */
export function registerBoardLinkRoutes(handle: Handle, services: Services): void {
  const { boardLinks } = services;
  handle(routes.listBoardLinks, async ({ params }) => ({
    items: [...(await boardLinks.list(params.app, params.dashboard))],
  }));
  handle(routes.makeBoardLink, ({ actor, params, body }) => boardLinks.make(actor, params, body));
  handle(routes.revokeBoardLink, async ({ actor, params }) => {
    await boardLinks.revoke(actor, params.app, params.id);
    return {};
  });
  handle(
    routes.visitBoard,
    async ({ actor, params, request }) =>
      boardLinks.visit(await admitted(services, request, { key: params.key, locale: actor.locale })),
    OPENINGS,
  );
  handle(
    routes.sharedCardData,
    async ({ actor, params, body, request }) => {
      const { key, card } = params;
      const visitor = await admitted(services, request, { key, locale: actor.locale });
      return boardLinks.figures(visitor, { card, ...body });
    },
    FIGURES,
  );
  handle(
    routes.sharedCardFile,
    async ({ actor, params, body, request }) => {
      const { key, card } = params;
      const visitor = await admitted(services, request, { key, locale: actor.locale });
      return boardLinks.file(visitor, { card, ...body });
    },
    FILES,
  );
}

/** The visitor with the password that came along; who tries passwords is slowed down. */
async function admitted(
  { guesses, boardLinks }: Services,
  { headers, ip }: FastifyRequest,
  visitor: Omit<BoardVisitor, "password">,
): Promise<BoardVisitor> {
  const password = textInHeader(headers[BOARD_PASSWORD_HEADER]);
  const known = { ...visitor, password };
  if (password !== undefined) {
    await guesses.attempt(ip, `board link ${visitor.key}`, () => boardLinks.unlock(known));
  }
  return known;
}
