import type { LocalizedText } from "@mortise/kit";
import {
  type DashboardCard,
  type DashboardContent,
  type DashboardDocument,
  type DashboardFilter,
  dashboardItems,
  type DashboardLook,
  type DashboardTab,
  type PhonePlace,
  type ScreenMode,
} from "@mortise/metadata";

/** Where a card stands, in units of the grid. */
export type CardPlace = DashboardCard["layout"];

/** One step of editing a dashboard. */
export type DashboardCommand =
  | { readonly type: "add"; readonly card: DashboardCard; readonly index?: number }
  | { readonly type: "remove"; readonly id: string }
  | { readonly type: "replace"; readonly card: DashboardCard }
  | { readonly type: "arrange"; readonly places: Readonly<Record<string, CardPlace>> }
  | { readonly type: "rename"; readonly name: LocalizedText }
  | PartCommand
  | { readonly type: "drop"; readonly list: PartList; readonly id: string }
  | { readonly type: "phone"; readonly places: Readonly<Record<string, PhonePlace | null>> }
  | { readonly type: "look"; readonly look: DashboardLook | null }
  | { readonly type: "screen"; readonly screen: ScreenMode | null }
  | { readonly type: "many"; readonly commands: readonly DashboardCommand[] };

interface Parts {
  readonly contents: DashboardContent;
  readonly tabs: DashboardTab;
  readonly filters: DashboardFilter;
}

/** The lists of a dashboard beside its cards. */
export type PartList = keyof Parts;

/** Adds a part, or puts it in the place of the one with its id; `index` is for one that is new. */
export type PartCommand = {
  readonly [List in PartList]: {
    readonly type: "put";
    readonly list: List;
    readonly part: Parts[List];
    readonly index?: number;
  };
}[PartList];

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
    case "put":
      return put(document, command);
    case "drop":
      return drop(document, command.list, command.id);
    case "phone":
      return layPhone(document, command.places);
    case "look": {
      const { look: before, ...rest } = document;
      return {
        document: command.look ? { ...rest, look: command.look } : rest,
        inverse: { type: "look", look: before ?? null },
      };
    }
    case "screen": {
      const { screen: before, ...rest } = document;
      return {
        document: command.screen ? { ...rest, screen: command.screen } : rest,
        inverse: { type: "screen", screen: before ?? null },
      };
    }
    case "many":
      return many(document, command.commands);
  }
}

function arrange(
  document: DashboardDocument,
  places: Readonly<Record<string, CardPlace>>,
): AppliedCommand | undefined {
  const moved = dashboardItems(document).filter((item) => {
    const place = places[item.id];
    return place !== undefined && !isSamePlace(place, item.layout);
  });
  if (moved.length === 0) return undefined;
  const placed = <Item extends DashboardCard | DashboardContent>(item: Item): Item =>
    moved.includes(item) ? { ...item, layout: places[item.id] ?? item.layout } : item;
  const before = Object.fromEntries(moved.map((item) => [item.id, item.layout]));
  return {
    document: withItems(document, placed),
    inverse: { type: "arrange", places: before },
  };
}

function withItems(
  document: DashboardDocument,
  change: <Item extends DashboardCard | DashboardContent>(item: Item) => Item,
): DashboardDocument {
  const { cards, contents } = document;
  return {
    ...document,
    cards: cards.map((card) => change(card)),
    ...(contents ? { contents: contents.map((content) => change(content)) } : {}),
  };
}

function layPhone(
  document: DashboardDocument,
  places: Readonly<Record<string, PhonePlace | null>>,
): AppliedCommand | undefined {
  const touched = dashboardItems(document).filter(({ id }) => Object.hasOwn(places, id));
  if (touched.length === 0) return undefined;
  const laid = <Item extends DashboardCard | DashboardContent>(item: Item): Item => {
    if (!touched.includes(item)) return item;
    const { phone: _before, ...rest } = item;
    const place = places[item.id];
    // The rest of an item, with or without its place on phones, is an item of its kind.
    return (place ? { ...rest, phone: place } : rest) as Item;
  };
  const before = Object.fromEntries(touched.map(({ id, phone }) => [id, phone ?? null]));
  return { document: withItems(document, laid), inverse: { type: "phone", places: before } };
}

function partsOf(document: DashboardDocument, list: PartList): readonly { readonly id: string }[] {
  return document[list] ?? [];
}

/** A list that became empty is left out, as it was before anything stood in it. */
function withParts(
  document: DashboardDocument,
  list: PartList,
  parts: readonly { readonly id: string }[],
): DashboardDocument {
  const { [list]: _before, ...rest } = document;
  // Parts come from the same list, or from a command that says which list they are for.
  return (parts.length > 0 ? { ...rest, [list]: parts } : rest) as DashboardDocument;
}

function put(document: DashboardDocument, command: PartCommand): AppliedCommand | undefined {
  const { list, part } = command;
  const parts = partsOf(document, list);
  const index = parts.findIndex(({ id }) => id === part.id);
  const before = parts[index];
  if (before === part) return undefined;
  if (!before) {
    const next = parts.toSpliced(command.index ?? parts.length, 0, part);
    return { document: withParts(document, list, next), inverse: { type: "drop", list, id: part.id } };
  }
  // What stood in the list is a part of that list.
  const inverse = { type: "put", list, part: before } as PartCommand;
  return { document: withParts(document, list, parts.with(index, part)), inverse };
}

function drop(document: DashboardDocument, list: PartList, id: string): AppliedCommand | undefined {
  const parts = partsOf(document, list);
  const index = parts.findIndex((part) => part.id === id);
  const part = parts[index];
  if (!part) return undefined;
  // What stood in the list is a part of that list.
  const inverse = { type: "put", list, part, index } as PartCommand;
  return { document: withParts(document, list, parts.toSpliced(index, 1)), inverse };
}

/** Several commands as one step; those that change nothing are passed over. */
function many(
  document: DashboardDocument,
  commands: readonly DashboardCommand[],
): AppliedCommand | undefined {
  let current = document;
  const inverses: DashboardCommand[] = [];
  for (const command of commands) {
    const applied = applyCommand(current, command);
    if (!applied) continue;
    current = applied.document;
    inverses.unshift(applied.inverse);
  }
  return inverses.length === 0
    ? undefined
    : { document: current, inverse: { type: "many", commands: inverses } };
}

function isSamePlace(a: CardPlace, b: CardPlace): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
}
