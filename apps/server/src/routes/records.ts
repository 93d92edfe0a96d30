import { routes } from "@mortise/contract";
import { type Actor, type Command, getEach } from "@mortise/store";
import type { FastifyRequest } from "fastify";
import { causeOf } from "../http/cause-of.ts";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";
import { timeline } from "./timeline.ts";
import { visibleRecord } from "./visible-record.ts";

/** Records: read, write, timeline, search, figures. */
export function registerRecordRoutes(handle: Handle, services: Services): void {
  registerReads(handle, services);
  registerWrites(handle, services);
  registerBulk(handle, services);
}

function registerReads(handle: Handle, services: Services): void {
  const { records } = services.store;
  handle(routes.queryRecords, ({ actor, params, body }) =>
    records.query(actor, params.app, { ...body, entity: params.entity }),
  );
  handle(routes.getRecord, ({ actor, params }) => records.get(actor, params.app, params.entity, params.id));
  handle(routes.readRecords, async ({ actor, params, body }) => {
    const views = await getEach(records, actor, { ...params, ids: body.ids });
    return {
      items: views.map(({ record }) => record),
      labels: Object.assign({}, ...views.map(({ labels }) => labels)),
    };
  });
  handle(routes.getPastRecord, ({ actor, params, query }) =>
    records.getPast(actor, params.app, { entity: params.entity, id: params.id, asOf: query.asOf }),
  );
  handle(routes.revealValue, ({ actor, params, body }) =>
    records.reveal(actor, params.app, { entity: params.entity, id: params.id, field: body.field }),
  );
  handle(routes.timeline, ({ actor, params, query }) => timeline(services, actor, params, query));
  handle(routes.searchApp, async ({ actor, params, query }) => ({
    groups: await records.search(actor, params.app, query.q),
  }));
  handle(routes.aggregate, ({ actor, params, body }) =>
    records.aggregate(actor, params.app, { ...body, entity: params.entity }),
  );
  handle(routes.listChangeSets, ({ actor, params, query }) => records.changeSets(actor, params.app, query));
  handle(routes.previewUndo, ({ actor, params }) =>
    records.previewUndo(actor, params.app, { changeSet: params.id }),
  );
  handle(routes.undoChangeSet, async ({ actor, params, query }) => {
    const choice = query.conflicts ? { conflicts: query.conflicts } : {};
    const { changeSet, undone, conflicts } = await records.undoChangeSet(
      actor,
      params.app,
      params.id,
      choice,
    );
    return { changeSet, undone, conflicts: conflicts.map((conflict) => conflict.id) };
  });
}

function registerWrites(handle: Handle, services: Services): void {
  const { records } = services.store;
  handle(routes.createRecord, async ({ actor, params, body, request }) => {
    const command: Command = { type: "create", entity: params.entity, rows: [body.values] };
    const result = await records.execute(actor, params.app, [command], causeOf(actor, request));
    const id = result.results[0]?.ids[0] ?? "";
    // Routing may have given the record to someone whom the creator cannot follow: then only its id is answered.
    const read = await visibleRecord(services, actor, { ...params, id });
    return {
      changeSet: result.changeSet,
      record: read ?? { id, revision: result.results[0]?.revisions[0] ?? 1 },
    };
  });
  handle(routes.updateRecord, async ({ actor, params, body, request }) => {
    const change = {
      id: params.id,
      values: body.values,
      ...(body.revision === undefined ? {} : { revision: body.revision }),
    };
    const command: Command = { type: "update", entity: params.entity, changes: [change] };
    const result = await records.execute(actor, params.app, [command], causeOf(actor, request));
    const read = await visibleRecord(services, actor, params);
    return {
      changeSet: result.changeSet,
      record: read ?? { id: params.id, revision: result.results[0]?.revisions[0] ?? 1 },
    };
  });
}

function registerBulk(handle: Handle, services: Services): void {
  const run = async (actor: Actor, app: string, command: Command, request: FastifyRequest) => {
    const result = await services.store.records.execute(actor, app, [command], causeOf(actor, request));
    const first = result.results[0];
    return {
      changeSet: result.changeSet,
      records: (first?.ids ?? []).map((id, index) => ({ id, revision: first?.revisions[index] ?? 0 })),
      ...(first?.refused ? { refused: [...first.refused] } : {}),
    };
  };
  handle(routes.createRecords, ({ actor, params, body, request }) =>
    run(actor, params.app, { type: "create", entity: params.entity, rows: body.rows }, request),
  );
  handle(routes.updateRecords, ({ actor, params, body, request }) =>
    run(
      actor,
      params.app,
      { type: "update", entity: params.entity, changes: body.ids.map((id) => ({ id, values: body.values })) },
      request,
    ),
  );
  handle(routes.deleteRecords, ({ actor, params, body, request }) =>
    run(actor, params.app, { type: "delete", entity: params.entity, ids: body.ids }, request),
  );
  handle(routes.restoreRecords, ({ actor, params, body, request }) =>
    run(actor, params.app, { type: "restore", entity: params.entity, ids: body.ids }, request),
  );
  handle(routes.claimRecords, ({ actor, params, body, request }) =>
    run(actor, params.app, { type: "claim", entity: params.entity, ids: body.ids }, request),
  );
  handle(routes.releaseRecords, ({ actor, params, body, request }) => {
    const reason = body.reason ? { reason: body.reason } : {};
    const pool = body.pool === undefined ? {} : { pool: body.pool };
    return run(
      actor,
      params.app,
      { type: "release", entity: params.entity, ids: body.ids, ...reason, ...pool },
      request,
    );
  });
  handle(routes.assignRecords, ({ actor, params, body, request }) => {
    const to = body.pool === undefined ? (body.to ?? []) : { pool: body.pool };
    return run(actor, params.app, { type: "assign", entity: params.entity, ids: body.ids, to }, request);
  });
}
