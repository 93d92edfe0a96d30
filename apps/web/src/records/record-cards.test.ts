import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { expect, test } from "vitest";
import { cardParts } from "./record-cards.tsx";

const field = (id: string, type = "text"): FieldDefinition => ({ id, type, name: { zh: id, en: id } });
const lead: EntityDocument = {
  kind: "entity",
  id: "lead",
  version: 1,
  name: { zh: "线索", en: "Lead" },
  icon: "lead",
  color: "blue",
  titleField: "name",
  owned: true,
  fields: [field("name"), field("stage", "stage"), field("a"), field("b"), field("c"), field("d")],
};
const columns = (...ids: string[]) => ids.map((id) => ({ field: id }));
const owner = field("owner", "user");

test("name, stage and owner have places of their own; the first other columns of the view fill the card", () => {
  const parts = cardParts(
    lead,
    [...lead.fields, owner],
    columns("name", "d", "stage", "owner", "b", "a", "c"),
  );
  expect(parts.title?.id).toBe("name");
  expect(parts.stage?.id).toBe("stage");
  expect(parts.owner?.id).toBe("owner");
  expect(parts.main.map(({ id }) => id)).toEqual(["d", "b", "a"]);
});

test("what a person may not see is on no card", () => {
  const parts = cardParts(lead, [field("name"), field("b")], columns("name", "stage", "a", "b"));
  expect(parts.stage).toBeUndefined();
  expect(parts.owner).toBeUndefined();
  expect(parts.main.map(({ id }) => id)).toEqual(["b"]);
});
