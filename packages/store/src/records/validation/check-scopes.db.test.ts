import { newId, sameText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { systemActor } from "../../actor.ts";
import { useGatewayOf } from "../fixtures/gateway-of.ts";
import { refusal } from "../fixtures/refusal.ts";

const [region, branch, other] = [newId(), newId(), newId()];
const [inside, outside] = [newId(), newId()];

const task: EntityDocument = {
  kind: "entity",
  id: "task",
  version: 1,
  name: sameText("task"),
  icon: "table",
  color: "#0f766e",
  titleField: "name",
  owned: false,
  fields: [
    { id: "name", type: "text", name: sameText("name") },
    { id: "people", type: "user", name: sameText("people"), settings: { multiple: true, within: [region] } },
    { id: "unit", type: "team", name: sameText("unit"), settings: { within: [region] } },
  ],
};
const own = useGatewayOf([task]);

const create = (values: Readonly<Record<string, unknown>>) =>
  own.gateway.execute(systemActor, "own", [{ type: "create", entity: "task", rows: [values] }], {
    type: "seed",
  });

beforeAll(async () => {
  await sql`insert into mortise.team (id, name, parent) values
    (${region}, '华东', null), (${branch}, '济南', ${region}), (${other}, '华南', null)`.execute(own.db);
  await sql`insert into mortise.account (id, name) values (${inside}, '甲'), (${outside}, '乙')`.execute(
    own.db,
  );
  await sql`insert into mortise.team_member (team, account, main) values
    (${branch}, ${inside}, true), (${other}, ${outside}, true)`.execute(own.db);
});

test("people and teams below the given teams are taken, others are refused at their field", async () => {
  await create({ name: "a", people: [inside], unit: branch });
  const error = await refusal(create({ name: "b", people: [inside, outside], unit: other }));
  expect(error.details.map(({ path }) => path.replace(/^.*\./, "")).toSorted()).toEqual(["people", "unit"]);
});

test("who stands in a record already may stay when they change teams", async () => {
  const { results } = await create({ name: "c", people: [inside] });
  const id = results[0]?.ids[0] ?? "";
  await sql`update mortise.team_member set team = ${other} where account = ${inside}`.execute(own.db);
  const change = (people: readonly string[]) =>
    own.gateway.execute(
      systemActor,
      "own",
      [{ type: "update", entity: "task", changes: [{ id, values: { people } }] }],
      { type: "seed" },
    );
  expect((await refusal(change([inside, outside]))).code).toBe("STORE_RECORD_INVALID");
  await change([inside]);
});
