import { fieldCatalog } from "@mortise/fields";
import { Catalog } from "@mortise/metadata";
import { templates } from "@mortise/templates";
import { describe, expect, test } from "vitest";
import { chartTypes } from "../charts/index.ts";
import { validateCard } from "./validate-card.ts";

describe.each(templates.map((template) => [template.id, template] as const))(
  "template %s",
  (_id, template) => {
    const catalog = new Catalog(template.documents, fieldCatalog);
    const boards = catalog.all("dashboard");

    test.each(boards.map((board) => [board.id, board] as const))(
      "the board %s can be published",
      (_board, board) => {
        const problems = board.cards.flatMap((card) =>
          validateCard(card, catalog).map(({ path, message }) => `${card.id} ${path}: ${message.en}`),
        );
        expect(problems).toEqual([]);
      },
    );

    test.each(boards.map((board) => [board.id, board] as const))(
      "nothing on the board %s stands on something else",
      (_board, board) => {
        const places = [...board.cards, ...(board.contents ?? [])];
        const covered = places.flatMap(({ id, layout: a }, index) =>
          places
            .slice(index + 1)
            .filter(
              ({ layout: b }) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h,
            )
            .map((other) => `${id} ${other.id}`),
        );
        expect(covered).toEqual([]);
      },
    );
  },
);

test("the boards of the sales template show what the chart types can do", () => {
  const crm = templates.find(({ id }) => id === "crm");
  const used = new Set(
    crm?.documents.flatMap((document) =>
      document.kind === "dashboard" ? document.cards.map(({ chart }) => chart) : [],
    ),
  );
  expect(used.size).toBeGreaterThan(chartTypes.length - 4);
});
