import type { LocalizedText } from "@mortise/kit";
import type { DashboardCard, DashboardDocument } from "@mortise/metadata";

/** Where a card stands, in units of the grid. */
export type CardPlace = DashboardCard["layout"];

/** One step of editing a dashboard. */
export type DashboardCommand =
  | { readonly type: "add"; readonly card: DashboardCard; readonly index?: number }
  | { readonly type: "remove"; readonly id: string }
  | { readonly type: "replace"; readonly card: DashboardCard }
  | { readonly type: "arrange"; readonly places: Readonly<Record<string, CardPlace>> }
  | { readonly type: "rename"; readonly name: LocalizedText };

/** A changed dashboard and the command that takes the change back. */
export interface AppliedCommand {
  readonly document: DashboardDocument;
  readonly inverse: DashboardCommand;
}

/** Carries a command out; undefined when it changes nothing, such as removing a card that is gone. */
export function applyCommand(
  document: DashboardDocument,
  command: DashboardCommand,
): AppliedCommand | undefined {
  const { cards } = document;
  switch (command.type) {
    case "add": {
      if (cards.some((card) => card.id === command.card.id)) return undefined;
      const next = cards.toSpliced(command.index ?? cards.length, 0, command.card);
      return { document: { ...document, cards: next }, inverse: { type: "remove", id: command.card.id } };
    }
    case "remove": {
      const index = cards.findIndex((card) => card.id === command.id);
      const card = cards[index];
      if (!card) return undefined;
      return {
        document: { ...document, cards: cards.toSpliced(index, 1) },
        inverse: { type: "add", card, index },
      };
    }
    case "replace": {
      const index = cards.findIndex((card) => card.id === command.card.id);
      const before = cards[index];
      if (!before || before === command.card) return undefined;
      return {
        document: { ...document, cards: cards.with(index, command.card) },
        inverse: { type: "replace", card: before },
      };
    }
    case "arrange":
      return arrange(document, command.places);
    case "rename":
      return {
        document: { ...document, name: command.name },
        inverse: { type: "rename", name: document.name },
      };
  }
}

function arrange(
  document: DashboardDocument,
  places: Readonly<Record<string, CardPlace>>,
): AppliedCommand | undefined {
  const moved = document.cards.filter((card) => {
    const place = places[card.id];
    return place !== undefined && !isSamePlace(place, card.layout);
  });
  if (moved.length === 0) return undefined;
  const cards = document.cards.map((card) =>
    moved.includes(card) ? { ...card, layout: places[card.id] ?? card.layout } : card,
  );
  const before = Object.fromEntries(moved.map((card) => [card.id, card.layout]));
  return { document: { ...document, cards }, inverse: { type: "arrange", places: before } };
}

function isSamePlace(a: CardPlace, b: CardPlace): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
}
