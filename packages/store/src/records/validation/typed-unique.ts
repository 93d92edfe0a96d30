import { isId, newId, type LocalizedText } from "@mortise/kit";
import { sql } from "kysely";
import type { Value } from "@mortise/expression";
import type { Actor } from "../../actor.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { scalarText, type Values } from "../model/row-values.ts";
import { accessTo } from "../permission/field-guard.ts";
import { maskValue } from "../permission/mask-value.ts";
import { operationNotAllowed } from "../record-errors.ts";
import { runSession } from "../session/run-session.ts";
import { accessForWrite, type Write } from "../session/write-session.ts";
import { takenValues } from "./check-unique.ts";
import { brokenRules } from "./check-unique-rules.ts";
import type { TakenValue, UniqueCheck } from "./taken-value.ts";
import { describeOthers } from "./describe-other.ts";

/** Looks the values up as saving would; nothing is written. Only fields that the person may write are answered. */
export async function typedUnique(
  context: GatewayContext,
  actor: Actor,
  app: string,
  check: UniqueCheck,
): Promise<readonly TakenValue[]> {
  return runSession(context, { actor, cause: { type: "user" } }, (session) =>
    lookUp({ session, actor, app, cause: session.cause, depth: 0, pathPrefix: "" }, check),
  );
}

async function lookUp(write: Write, check: UniqueCheck): Promise<readonly TakenValue[]> {
  const { model, permission } = accessForWrite(write, check.entity);
  const mayWrite = permission.create || permission.update.kind !== "none";
  if (!mayWrite || write.actor.kind === "public") throw operationNotAllowed({ operation: "编辑 / edit" });
  const values: Values = {};
  for (const [id, raw] of Object.entries(check.values)) {
    const field = model.field(id);
    const result =
      field?.type && field.definition && accessTo(permission, id) === "write"
        ? field.type.parse(raw, field.definition)
        : undefined;
    if (result?.ok) values[id] = result.value;
  }
  const id = isId(check.id) ? check.id : newId(write.session.now.getTime());
  const row = { id, path: "", values };
  const found: Found[] = (await takenValues(write, model, row)).map(({ field, other }) => ({
    fields: [field.id],
    other,
  }));
  found.push(...(await brokenRules(write, model, row)));
  return told(write, model, { found, values });
}

interface Found {
  readonly fields: readonly string[];
  readonly other: string;
}

async function told(
  write: Write,
  model: EntityModel,
  { found, values }: { readonly found: readonly Found[]; readonly values: Values },
): Promise<readonly TakenValue[]> {
  if (found.length === 0) return [];
  const owners = await ownersOf(
    write,
    model,
    found.map(({ other }) => other),
  );
  const answers = new Map<string, TakenValue>();
  for (const { fields, other } of found) {
    const known = (await describeOthers(write, model, { ids: [other], fields })).get(other);
    for (const id of fields) {
      if (answers.has(id)) continue;
      const message = known ?? unseen(owners.get(other), masked(write, model.need(id), values[id]));
      answers.set(id, { field: id, message, ...(known ? { record: other } : {}) });
    }
  }
  return [...answers.values()];
}

function masked({ actor }: Write, field: ModelField, value: Value | undefined): string {
  return scalarText(maskValue(value ?? null, field, actor) ?? "");
}

/** What is said of records that the person may not see: who to talk to, and nothing of the record. */
function unseen(owner: string | undefined, value: string): LocalizedText {
  // Of a type that shows nothing masked there is nothing to quote.
  const isBlank = /^\**$/.test(value);
  const zh = isBlank ? "这个值" : `“${value}”`;
  const en = isBlank ? "this value" : `“${value}”`;
  if (owner === undefined)
    return {
      zh: `${zh}已有记录，你没有权限查看，请联系管理员`,
      en: `A record that you may not see has ${en} already; ask an administrator`,
    };
  return {
    zh: `${zh}已由 ${owner} 登记，请联系负责人`,
    en: `${owner} has a record with ${en} already; talk to the owner`,
  };
}

async function ownersOf(
  write: Write,
  model: EntityModel,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (!model.entity.owned || ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select t.id, a.name from ${model.table} as t join mortise.account as a on a.id = t.owner
    where t.id = any(${[...ids]}::uuid[])`.execute(write.session.db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
