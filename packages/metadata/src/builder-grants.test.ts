import { expect, test } from "vitest";
import { withBuilderGrants } from "./builder-grants.ts";
import type { RoleDocument } from "./documents/role.ts";

const role = (id: string, builder: boolean, grants: RoleDocument["grants"] = {}): RoleDocument => ({
  kind: "role",
  id,
  version: 1,
  name: { zh: id, en: id },
  builder,
  grants,
});

test("builders may do everything with a new entity, others nothing yet", () => {
  const changed = withBuilderGrants([role("ops", true), role("rep", false)], "supplier");
  expect(changed.map(({ id }) => id)).toEqual(["ops"]);
  expect(changed[0]?.grants["supplier"]).toMatchObject({ create: true, read: ["all"], import: true });
});

test("what a role says about the entity already stays", () => {
  const grant = { create: false, read: [], update: [], delete: [] };
  expect(withBuilderGrants([role("ops", true, { supplier: grant })], "supplier")).toEqual([]);
});
