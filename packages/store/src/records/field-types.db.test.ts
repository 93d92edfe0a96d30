import { compileExpression, recordEnvironment, type Value } from "@mortise/expression";
import {
  fieldOperators,
  fieldType,
  type FieldType,
  fieldTypes,
  type Operand,
  SECRET_SHOWN,
} from "@mortise/fields";
import { type Json, sameText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "../actor.ts";
import { useGatewayOf } from "./fixtures/gateway-of.ts";
import { refusal } from "./fixtures/refusal.ts";

/** Whom the example values of people and teams name. */
const SOMEBODY = "01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d";

/** The types whose values people fill in and a column of the record keeps. */
const kept = fieldTypes.filter((type) => {
  const field = { id: "f", type: type.id, name: type.name, settings: type.example.settings };
  const isOwn = type.derivation === undefined && type.targetEntity === undefined;
  return isOwn && type.computed === undefined && type.column(field) !== null;
});

function fieldOf(type: FieldType, prefix: string, changes: Partial<FieldDefinition> = {}): FieldDefinition {
  const id = `${prefix}_${type.id.replaceAll("-", "_")}`;
  return { id, type: type.id, name: sameText(id), settings: type.example.settings, ...changes };
}

const plain = (type: FieldType) => fieldOf(type, "f");
const defaulted = kept.filter(({ example: { values } }) => !isOfObjects(values[0] ?? null));

function isOfObjects(value: Value): boolean {
  return Array.isArray(value) && typeof value[0] === "object";
}

const thing: EntityDocument = {
  kind: "entity",
  id: "thing",
  version: 1,
  name: sameText("thing"),
  icon: "table",
  color: "#0f766e",
  titleField: "f_text",
  owned: false,
  fields: [
    ...kept.map(plain),
    ...kept.filter((type) => type.canBeUnique).map((type) => fieldOf(type, "u", { unique: true })),
    // Values are JSON, and so literals of the language.
    ...defaulted.map((type) => fieldOf(type, "d", { default: (type.example.values[0] ?? null) as Json })),
  ],
};

const own = useGatewayOf([thing]);

async function create(values: Readonly<Record<string, unknown>>): Promise<string> {
  const command = { type: "create", entity: "thing", rows: [values] } as const;
  const { results } = await own.gateway.execute(systemActor, "own", [command], { type: "seed" });
  return results[0]?.ids[0] ?? "";
}

/** Each example value of each type in a record of its own, and one record with nothing. */
const stored: { readonly id: string; readonly values: Readonly<Record<string, Value>> }[] = [];

beforeAll(async () => {
  await sql`insert into mortise.account (id, name) values (${SOMEBODY}, '张伟')`.execute(own.db);
  await sql`insert into mortise.team (id, name) values (${SOMEBODY}, '销售部')`.execute(own.db);
  const most = Math.max(...kept.map(({ example }) => example.values.length));
  for (let index = 0; index <= most; index += 1) {
    const values = Object.fromEntries(
      kept.map((type) => [plain(type).id, type.example.values[index] ?? null] as const),
    );
    stored.push({ id: await create(values), values });
  }
});

/** What is kept sealed is not given back. */
function shownOf(type: FieldType, value: Value): Value {
  return type.kind(plain(type)) === "secret" && value !== null ? SECRET_SHOWN : value;
}

/** Values that conditions on the type compare with: those of the field whose editor takes them. */
function comparedValues(type: FieldType): readonly Value[] {
  const compared = type.comparedAs?.(plain(type));
  return compared === undefined ? type.example.values : fieldType(compared.type).example.values;
}

/** What may stand behind an operator when one value of the field is at hand. */
function operandsOf(operand: Operand, value: Value, shown: string): readonly Json[] {
  // Values are JSON.
  const json = value as Json;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const item = items[0] as Json;
  switch (operand) {
    case "none":
      return [null];
    case "value":
      return [json];
    case "list":
      return [items as Json];
    case "range":
      return [[json, json]];
    case "text":
      return [shown.slice(0, 2), shown];
    case "period":
      return [["this-year"], ["last-n-days", 7]];
    case "item":
      return [item];
    case "day":
      return ["2026-11-15", "2024-02-29"];
    // No type here stands in a tree of its own.
    case "nodes":
      return [];
  }
}

describe.each(kept.map((type) => [type.id, type] as const))("field type %s in the database", (_id, type) => {
  const field = plain(type);
  const kind = type.kind(field);

  test("gives back what it was given", async () => {
    for (const { id, values } of stored) {
      const { record } = await own.gateway.get(systemActor, "own", "thing", id);
      const given = values[field.id] ?? null;
      expect(record[field.id]).toEqual(shownOf(type, given));
    }
  });

  test("every operator finds the same records in the database as the language does", async () => {
    const scope = { variable: (path: string) => (path === field.id ? { kind } : undefined) };
    // What needs a tree or the reader's teams has tests of its own.
    for (const operator of fieldOperators(kind).filter(({ needs }) => needs === undefined)) {
      for (const value of comparedValues(type)) {
        const text = typeof value === "string" ? value : "";
        for (const operand of operandsOf(operator.operand, value, text)) {
          const filter = operator.build(field.id, operand);
          const page = await own.gateway.query(systemActor, "own", { entity: "thing", filter, limit: 100 });
          const compiled = compileExpression(filter, scope);
          const environment = { now: new Date("2026-11-22T02:00:00Z"), timeZone: systemActor.timeZone };
          const wanted = stored.filter(
            ({ values }) => compiled.evaluate(recordEnvironment(values, environment)) === true,
          );
          const known = new Set(stored.map(({ id }) => id));
          const found = page.items.map(({ id }) => id).filter((id) => known.has(id));
          expect([operator.id, operand, found.toSorted()]).toEqual([
            operator.id,
            operand,
            wanted.map(({ id }) => id).toSorted(),
          ]);
        }
      }
    }
  });

  test.runIf(type.sortable)("sorts in both directions, empty values last", async () => {
    for (const descending of [false, true]) {
      const page = await own.gateway.query(systemActor, "own", {
        entity: "thing",
        sort: [{ field: field.id, descending }],
        limit: 2,
      });
      const isFilled = page.items.map((item) => item[field.id] !== null);
      expect(isFilled).toEqual(isFilled.toSorted((a, b) => Number(b) - Number(a)));
      const next = await own.gateway.query(systemActor, "own", {
        entity: "thing",
        sort: [{ field: field.id, descending }],
        ...(page.next === undefined ? {} : { after: page.next }),
      });
      expect(next.items.length).toBeGreaterThan(0);
    }
  });

  test.runIf(type.groupable)("groups", async () => {
    const { rows } = await own.gateway.aggregate(systemActor, "own", {
      entity: "thing",
      dimensions: [{ field: field.id }],
      measures: [{ id: "n", function: "count" }],
    });
    expect(rows.length).toBeGreaterThan(1);
  });

  test.runIf(type.aggregates.length > 0)("gives the figures it says it gives", async () => {
    const { rows } = await own.gateway.aggregate(systemActor, "own", {
      entity: "thing",
      dimensions: [],
      measures: type.aggregates.map((name) => ({ id: name, function: name, field: field.id })),
    });
    expect(Object.keys(rows[0]?.values ?? {}).toSorted()).toEqual(type.aggregates.toSorted());
  });

  test.runIf(defaulted.includes(type))("takes its default where nothing is given", async () => {
    const id = await create({});
    const { record } = await own.gateway.get(systemActor, "own", "thing", id);
    expect(record[fieldOf(type, "d").id]).toEqual(shownOf(type, type.example.values[0] ?? null));
  });

  test.runIf(type.canBeUnique)("refuses a value twice, naming the field", async () => {
    const unique = fieldOf(type, "u").id;
    const [value = null] = type.example.values;
    await create({ [unique]: value });
    const error = await refusal(create({ [unique]: value }));
    expect(error.details.map(({ path }) => path)).toContain(unique);
  });
});
