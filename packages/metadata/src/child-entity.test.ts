import { expect, test } from "vitest";
import { childTableFor } from "./child-entity.ts";
import { catalogOf, leadApp } from "./testing/lead-app.ts";
import { validateCatalog } from "./validation/validate-catalog.ts";

test("a new sub-table gets rows that pass validation, for everybody who may use the record", () => {
  const documents = leadApp();
  const entity = catalogOf(documents).find("entity", "lead");
  if (!entity) throw new TypeError("the app has leads");
  const field = { id: "f_rows", type: "sub-table", name: { zh: "参观人", en: "Guests" } };
  const { child, roles } = childTableFor(documents, entity, field);
  expect(child).toMatchObject({ id: "lead_rows", parent: { entity: "lead", field: "f_rows" } });
  const granting = documents.filter((role) => role.kind === "role" && role.grants["lead"]);
  expect(roles.map(({ id }) => id)).toEqual(granting.map(({ id }) => id));
  const again = childTableFor([...documents, child], entity, field);
  expect(again.child.id).toBe("lead_rows_2");
  const next = documents.map(
    (each) => roles.find((role) => role.kind === each.kind && role.id === each.id) ?? each,
  );
  const placed = next.map((each) =>
    each === entity
      ? { ...entity, fields: [...entity.fields, { ...field, settings: { entity: child.id } }] }
      : each,
  );
  const bad = validateCatalog(catalogOf([...placed, child])).filter(({ severity }) => severity === "error");
  expect(bad).toEqual([]);
});
