import { AppError } from "@mortise/kit";
import { DatabaseError } from "pg";
import { uniqueIndexName } from "../../schema/physical-index.ts";
import { uniqueKeys } from "../../schema/unique-keys.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import { recordInUse, recordInvalid, valueTaken } from "../record-errors.ts";

const UNIQUE_VIOLATION = "23505";
/** Serialization failure, deadlock: another try can succeed. */
const TRANSIENT: ReadonlySet<string> = new Set(["40001", "40P01"]);

/** Whether running the same write again can help: it lost a race, and now sees what the winner wrote. */
export function isLostRace(error: unknown): boolean {
  const cause = databaseError(error);
  return cause !== undefined && (cause.code === UNIQUE_VIOLATION || TRANSIENT.has(cause.code ?? ""));
}

/** The refusal that stands for a database error, in words of the app; other errors come back as they are. */
export function refusalFor(context: GatewayContext, app: string, error: unknown): unknown {
  const cause = databaseError(error);
  if (!cause || error instanceof AppError) return error;
  const code = cause.code ?? "";
  if (code === UNIQUE_VIOLATION) return takenField(context, app, cause) ?? error;
  if (code === "23503") return recordInUse({}, { cause });
  // 22…: a value outside its type's range; 54000: too long for an index.
  if (code.startsWith("22") || code === "54000") return recordInvalid({ count: 1 }, { cause });
  return error;
}

function databaseError(error: unknown): DatabaseError | undefined {
  return error instanceof DatabaseError ? error : undefined;
}

function takenField(context: GatewayContext, app: string, cause: DatabaseError) {
  const catalog = context.catalog(app);
  const entity = catalog.find("entity", cause.table ?? "");
  if (!entity) return undefined;
  const field = entity.fields.find((one) => uniqueIndexName(entity.id, one.id) === cause.constraint);
  const key = uniqueKeys(entity, context.fieldType).find(({ indexName }) => indexName === cause.constraint);
  const fields = field ? [field] : (key?.fields ?? []);
  if (fields.length === 0) return undefined;
  const message = { zh: "该值已存在，请换一个", en: "This value exists already; choose another" };
  return valueTaken(
    { field: fields.map(({ name }) => name.zh || name.en).join("＋") },
    { cause, details: fields.map(({ id }) => ({ path: id, message })) },
  );
}
