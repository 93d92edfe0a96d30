import { routes } from "@mortise/contract";
import { type Actor, type Command, readAudit } from "@mortise/store";
import type { FastifyRequest } from "fastify";
import { causeOf } from "../http/cause-of.ts";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";
import { visibleRecord } from "./visible-record.ts";

/** Writes by key and by filter, merging, removing for good; and the audit log. */
export function registerRecordWriteRoutes(handle: Handle, services: Services): void {
  const { records } = services.store;
  const run = async (actor: Actor, app: string, command: Command, request: FastifyRequest) => {
    const { changeSet, results } = await records.execute(actor, app, [command], causeOf(actor, request));
    return { changeSet, outcome: results[0] ?? { ids: [], revisions: [] } };
  };
  handle(routes.upsertRecords, async ({ actor, params, body, request }) => {
    const command: Command = { type: "upsert", entity: params.entity, ...body };
    const { changeSet, outcome } = await run(actor, params.app, command, request);
    return {
      changeSet,
      records: outcome.ids.map((id, index) => ({
        id,
        revision: outcome.revisions[index] ?? 1,
        created: outcome.created?.[index] ?? false,
      })),
    };
  });
  handle(routes.changeRecords, async ({ actor, params, body, request }) => {
    const command: Command = { type: "update", entity: params.entity, changes: body.changes };
    const { changeSet, outcome } = await run(actor, params.app, command, request);
    return {
      changeSet,
      records: outcome.ids.map((id, index) => ({ id, revision: outcome.revisions[index] ?? 1 })),
    };
  });
  handle(routes.linkRecords, async ({ actor, params, body, request }) => {
    const { field, add = [], remove = [] } = body;
    const command: Command = { type: "link", entity: params.entity, id: params.id, field, add, remove };
    const { changeSet, outcome } = await run(actor, params.app, command, request);
    return { changeSet, count: outcome.ids.length };
  });
  handle(routes.mergeRecords, async ({ actor, params, body, request }) => {
    const command: Command = { type: "merge", entity: params.entity, survivor: params.id, ...body };
    const { changeSet, outcome } = await run(actor, params.app, command, request);
    const read = await visibleRecord(services, actor, params);
    return { changeSet, record: read ?? { id: params.id, revision: outcome.revisions[0] ?? 1 } };
  });
  handle(routes.purgeRecords, async ({ actor, params, body, request }) => {
    const command: Command = { type: "purge", entity: params.entity, ...body };
    const { changeSet, outcome } = await run(actor, params.app, command, request);
    // The rows are gone for certain: now the content may go.
    await services.files.discard(outcome.files ?? []);
    return { changeSet, count: outcome.ids.length };
  });
  handle(routes.listAudit, async ({ query }) => {
    const page = await readAudit(services.store.db, query);
    return { ...page, items: page.items.map((item) => ({ ...item, ...auditNames(services, item) })) };
  });
  registerMatching(handle, services);
}

type AuditItem = Awaited<ReturnType<typeof readAudit>>["items"][number];

/** What people call the entity and the field that an entry of the audit names by their keys. */
function auditNames({ store }: Services, { app, entity, details }: AuditItem) {
  const isKnown = app !== null && entity !== null && store.releases.apps().includes(app);
  if (!isKnown) return {};
  const { catalog } = store.releases.current(app);
  const field = typeof details["field"] === "string" ? catalog.field(entity, details["field"]) : undefined;
  const entityName = catalog.find("entity", entity)?.name;
  return { ...(entityName ? { entityName } : {}), ...(field ? { fieldName: field.name } : {}) };
}

function registerMatching(handle: Handle, services: Services): void {
  const { records } = services.store;
  const run = async (actor: Actor, app: string, command: Command, request: FastifyRequest) => {
    const { changeSet, results } = await records.execute(actor, app, [command], causeOf(actor, request));
    return { changeSet, count: results[0]?.count ?? 0 };
  };
  handle(routes.countMatching, ({ actor, params, body: { operation, ...selection } }) =>
    records.countMatching(actor, params.app, { entity: params.entity, selection, operation }),
  );
  handle(routes.updateMatching, ({ actor, params, body: { values, ...selection }, request }) =>
    run(actor, params.app, { type: "update-matching", entity: params.entity, selection, values }, request),
  );
  handle(routes.deleteMatching, ({ actor, params, body, request }) =>
    run(actor, params.app, { type: "delete-matching", entity: params.entity, selection: body }, request),
  );
}
