import { setTimeout as pause } from "node:timers/promises";
import { routes } from "@mortise/contract";
import { AppError, shortKey } from "@mortise/kit";
import { DOCUMENT_KINDS, type DocumentKey, personalViewImpact } from "@mortise/metadata";
import { notFound } from "../errors.ts";
import type { Handle } from "../http/handle.ts";
import { isBuilder, rolesIn } from "../http/rights-in-app.ts";
import type { Services } from "../services.ts";
import { createApp } from "../setup/create-app.ts";
import { boardLinkImpact } from "./board-link-impact.ts";
import { clientImpact } from "./client-impact.ts";
import { entityPermissions, visibleDocuments } from "./visible-documents.ts";

const DONE = { ok: true } as const;

/** Apps, drafts and releases. */
export function registerAppRoutes(handle: Handle, services: Services): void {
  registerApps(handle, services);
  registerDrafts(handle, services);
  registerReleases(handle, services);
}

function registerApps(handle: Handle, services: Services): void {
  const { releases } = services.store;
  const { ledger, runs } = services.process;
  handle(routes.listApps, ({ actor }) => ({
    items: releases
      .apps()
      .filter((app) => actor.admin || rolesIn(actor, app).length > 0)
      .map((app) => {
        const document = releases.current(app).catalog.all("app")[0];
        return {
          id: app,
          name: document?.name ?? { zh: app, en: app },
          icon: document?.icon ?? "app",
          color: document?.color ?? "#0f766e",
          builder: isBuilder(actor, app, services),
        };
      }),
  }));
  handle(routes.createApp, async ({ actor, body }) => {
    const id = body.id ?? body.template ?? `app_${shortKey(6)}`;
    const created = await createApp(services, actor, { ...body, id });
    return { id: created.id };
  });
  handle(routes.getApp, ({ actor, params }) => {
    const { number, catalog } = releases.current(params.app);
    const builder = isBuilder(actor, params.app, services);
    const permissions = entityPermissions(services.store, actor, params.app);
    return {
      release: number,
      documents: visibleDocuments(catalog, permissions, builder),
      permissions,
      builder,
      runs: runs.right(actor, params.app) ?? null,
      ledger: ledger.mayRead(actor, params.app),
    };
  });
}

function registerDrafts(handle: Handle, services: Services): void {
  const { releases, personalViews } = services.store;
  /** All that is wrong with the draft as far as its documents tell: also what an edit of one made of another. */
  const problemsOf = async (app: string) => (await releases.diff(app, { data: false })).problems;
  handle(routes.getDraft, async ({ params }) => ({
    ...(await releases.draft(params.app)),
    problems: await problemsOf(params.app),
  }));
  handle(routes.listRemoved, async ({ params }) => ({ items: await releases.removedDocuments(params.app) }));
  handle(routes.saveDraft, async ({ actor, params, body }) => {
    const saved = await releases.saveDraft(params.app, body.documents, actor);
    return {
      documents: saved.map(({ key, revision }) => ({ key, revision })),
      problems: await problemsOf(params.app),
    };
  });
  handle(routes.deleteDraft, async ({ actor, params }) => {
    await releases.deleteDraft(params.app, documentKeyOf(params), actor);
    return DONE;
  });
  handle(routes.discardDraft, async ({ actor, params }) => {
    await releases.discardDraft(params.app, actor);
    return DONE;
  });
  handle(routes.diffDraft, async ({ params }) => {
    const diff = await releases.diff(params.app);
    const clients = await clientImpact(services, params.app, diff.changes);
    const { catalog } = releases.current(params.app);
    const own = personalViewImpact(diff.changes, catalog, await personalViews.ofAll(params.app));
    const links = await boardLinkImpact(services, params.app, diff.changes);
    return { ...diff, impact: [...diff.impact, ...own, ...links, ...clients] };
  });
}

function documentKeyOf({ kind, id }: { kind: string; id: string }): DocumentKey {
  const known = DOCUMENT_KINDS.find((candidate) => candidate === kind);
  if (!known) throw notFound();
  return `${known}/${id}`;
}

function registerReleases(handle: Handle, services: Services): void {
  const { releases } = services.store;
  handle(routes.publish, async ({ actor, params, body }) => {
    const { base: expectedBase, accepted = [] } = body;
    const note = await testedNote(services, params.app, body);
    const publishing = releases.publish(params.app, { actor, expectedBase, note, accepted });
    return { release: await inTime(publishing, services) };
  });
  handle(routes.publishEntity, async ({ actor, params, body }) => ({
    release: await releases.publishEntity(params.app, body.entity, { actor, note: body.note ?? "" }),
  }));
  handle(routes.listReleases, async ({ params }) => ({ items: await releases.list(params.app) }));
  handle(routes.restoreRelease, async ({ actor, params }) => ({
    release: await inTime(releases.restore(params.app, params.number, actor), services),
  }));
}

/** The note of a release: tests of flows hold it back unless somebody says why not, and that stands in it. */
async function testedNote(
  { process, store: { releases } }: Services,
  app: string,
  { note = "", despiteTests }: { readonly note?: string; readonly despiteTests?: string },
): Promise<string> {
  const why = despiteTests?.trim();
  if (why) return [note, `测试未通过仍发布 · Published despite tests: ${why}`].filter(Boolean).join("\n");
  const { documents } = await releases.draft(app);
  await process.requireTests(
    app,
    documents.map(({ document }) => document),
  );
  return note;
}

/** A call waits no longer than this for the rows of a large table to be prepared. */
const ANSWER_MS = 20_000;

/** The number of the release, or null when making it takes longer; it goes on by itself. */
async function inTime(publishing: Promise<number>, { logger }: Services): Promise<number | null> {
  const late = new AbortController();
  const waited = pause(ANSWER_MS, null, { signal: late.signal }).catch(() => null);
  try {
    return await Promise.race([publishing, waited]);
  } finally {
    late.abort();
    // Nobody waits for it any more: its outcome stands in the database.
    publishing.catch((error: unknown) => {
      if (error instanceof AppError) logger.info({ code: error.code }, "a release was not made");
      else logger.error({ reason: error instanceof Error ? error.message : "?" }, "a release was not made");
    });
  }
}
