import { type Route, routes } from "@mortise/contract";
import { expect, test } from "vitest";
import { HostileValues, type Shape } from "../fixtures/hostile-values.ts";
import { useServer } from "../fixtures/test-server.ts";

const app = useServer();
/** `MORTISE_FUZZ=10000 MORTISE_SEED=7 pnpm vitest run …` tries more, or the same again. */
const REQUESTS = Number(process.env["MORTISE_FUZZ"] ?? 1_500);
const SEED = Number(process.env["MORTISE_SEED"] ?? Date.now() % 1_000_000);
/** These would end the session that the others are sent with. */
const LEFT_OUT = new Set(["signOut", "signOutElsewhere", "viewAs"]);
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  app: ["crm", "crm", "nope"],
  entity: ["lead", "customer", "quote", "nope", "__proto__"],
  id: ["00000000-0000-0000-0000-000000000000", "x", "lead"],
  slug: ["website-lead", "x"],
  kind: ["entity", "form", "x"],
};
const QUERY = ["x", "1", "-1", "lead", "2026-01-01", "", "\u0000", "{}"];

test(`no request of an administrator ends in an internal error, whatever is in it (seed ${SEED})`, async () => {
  const admin = await app.as("admin");
  const values = new HostileValues(SEED);
  const list = Object.entries<Route>(routes).filter(([name]) => !LEFT_OUT.has(name));
  const failed: string[] = [];
  const statuses = new Set<number>();
  for (let number = 0; number < REQUESTS; number += 1) {
    const [name, route] = values.pick(list);
    const path = route.path.replace(/:(\w+)/g, (_whole, parameter: string) =>
      encodeURIComponent(values.pick(PARAMETERS[parameter] ?? ["x", "crm", "lead"])),
    );
    const query = new URLSearchParams();
    for (const key of keysOf(route.query)) if (values.roll(2) === 0) query.set(key, values.pick(QUERY));
    const payload = route.body === undefined ? undefined : JSON.stringify(values.of(shapeOf(route.body)));
    const { status, text } = await admin.send({
      method: route.method,
      url: `/api/v1${path}?${query}`,
      remoteAddress: `10.1.${number >> 8}.${number & 255}`,
      ...(payload === undefined ? {} : { payload, headers: { "content-type": "application/json" } }),
    });
    statuses.add(status);
    if (status >= 500)
      failed.push(`${name} ${path}?${query} ${payload?.slice(0, 300)} → ${text.slice(0, 120)}`);
  }
  expect(failed).toEqual([]);
  // Otherwise this test would say nothing.
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 404]));
});

/** A schema of the contract is a JSON Schema. */
function shapeOf(schema: unknown): Shape {
  return schema as Shape;
}

function keysOf(schema: unknown): readonly string[] {
  return schema === undefined ? [] : Object.keys(shapeOf(schema).properties ?? {});
}
