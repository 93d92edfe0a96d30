import type { PageBlock, PageColumn, PageDocument } from "@mortise/metadata";
import { FIRST_TAB } from "./default-page.ts";

/** Where a block goes: into a column, before one of its blocks or at its end. */
export interface BlockPlace {
  readonly column: string;
  readonly before?: string | undefined;
}

const WHOLE = 12;

/** A new id that nothing of a list has: `block1`, `block2` … */
export function freeId(prefix: string, taken: readonly { readonly id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  for (let n = 1; ; n += 1) if (!ids.has(`${prefix}${n}`)) return `${prefix}${n}`;
}

/** The blocks of a column, in order. */
export function blocksIn(page: PageDocument, column: string): readonly PageBlock[] {
  return page.blocks.filter((block) => block.column === column);
}

/** The columns of a tab, in order. */
export function columnsIn(page: PageDocument, tab: string): readonly PageColumn[] {
  return page.columns.filter((column) => column.tab === tab);
}

/** Puts a block where it belongs; it leaves where it stood. */
export function placeBlock(page: PageDocument, block: PageBlock, place: BlockPlace): PageDocument {
  if (place.before === block.id) return page;
  const others = page.blocks.filter(({ id }) => id !== block.id);
  const at = others.findIndex(({ id }) => id === place.before);
  const moved = { ...block, column: place.column };
  return { ...page, blocks: at < 0 ? [...others, moved] : others.toSpliced(at, 0, moved) };
}

/** Takes a block one place up or down in its column, or into the column before or after; undefined at the edge. */
export function stepBlock(
  page: PageDocument,
  id: string,
  step: "up" | "down" | "before" | "after",
): PageDocument | undefined {
  const block = page.blocks.find((each) => each.id === id);
  const column = page.columns.find((each) => each.id === block?.column);
  if (!block || !column) return undefined;
  if (step === "before" || step === "after") {
    const columns = columnsIn(page, column.tab);
    const next = columns[columns.indexOf(column) + (step === "after" ? 1 : -1)];
    return next && placeBlock(page, block, { column: next.id, before: blocksIn(page, next.id)[0]?.id });
  }
  const stack = blocksIn(page, column.id);
  const at = stack.indexOf(block);
  const before = step === "up" ? stack[at - 1] : stack[at + 2];
  if (step === "up" ? !before : at + 1 >= stack.length) return undefined;
  return placeBlock(page, block, { column: column.id, before: before?.id });
}

/** The page without a block. */
export function removeBlock(page: PageDocument, id: string): PageDocument {
  const { phoneOrder, ...rest } = page;
  return {
    ...rest,
    blocks: page.blocks.filter((block) => block.id !== id),
    ...(phoneOrder ? { phoneOrder: phoneOrder.filter((one) => one !== id) } : {}),
  };
}

/** The page with a block changed. */
export function changeBlock(page: PageDocument, block: PageBlock): PageDocument {
  return { ...page, blocks: page.blocks.map((each) => (each.id === block.id ? block : each)) };
}

/** A further column at the end of a tab, as wide as its last row has room for. */
export function addColumn(page: PageDocument, tab: string): PageDocument {
  const used = columnsIn(page, tab).reduce((sum, { span }) => sum + span, 0) % WHOLE;
  const column = { id: freeId("column", page.columns), tab, span: used === 0 ? WHOLE : WHOLE - used };
  return { ...page, columns: [...page.columns, column] };
}

/** Makes a column wider or narrower: one to twelve twelfths. */
export function resizeColumn(page: PageDocument, id: string, span: number): PageDocument {
  const fitted = Math.min(WHOLE, Math.max(1, Math.round(span)));
  return {
    ...page,
    columns: page.columns.map((column) => (column.id === id ? { ...column, span: fitted } : column)),
  };
}

/** The page without a column; its blocks move into the one beside it. The last column of a tab stays. */
export function removeColumn(page: PageDocument, id: string): PageDocument {
  const column = page.columns.find((each) => each.id === id);
  const columns = column ? columnsIn(page, column.tab) : [];
  const at = columns.findIndex((each) => each.id === id);
  const beside = columns[at - 1] ?? columns[at + 1];
  if (!beside) return page;
  return {
    ...page,
    columns: page.columns.filter((each) => each.id !== id),
    blocks: page.blocks.map((block) => (block.column === id ? { ...block, column: beside.id } : block)),
  };
}

/** A further tab with one column. */
export function addTab(page: PageDocument): PageDocument {
  const id = freeId("tab", page.tabs);
  const n = page.tabs.length + 1;
  const name = n === 1 ? FIRST_TAB : { zh: `标签页 ${n}`, en: `Tab ${n}` };
  return addColumn({ ...page, tabs: [...page.tabs, { id, name }] }, id);
}

/** The page without a tab; what stands on it moves to the end of the first one. The last tab stays. */
export function removeTab(page: PageDocument, id: string): PageDocument {
  const tabs = page.tabs.filter((tab) => tab.id !== id);
  const first = tabs[0] && columnsIn(page, tabs[0].id).at(-1);
  if (!first) return page;
  const gone = new Set(columnsIn(page, id).map((column) => column.id));
  return {
    ...page,
    tabs,
    columns: page.columns.filter((column) => !gone.has(column.id)),
    blocks: page.blocks.map((block) => (gone.has(block.column) ? { ...block, column: first.id } : block)),
  };
}

/** The blocks of a tab in the order of the phone. */
export function phoneBlocks(page: PageDocument, tab: string): readonly PageBlock[] {
  const stack = columnsIn(page, tab).flatMap((column) => blocksIn(page, column.id));
  const order = new Map((page.phoneOrder ?? []).map((id, index) => [id, index]));
  const rank = ({ id }: PageBlock): number => order.get(id) ?? order.size;
  return stack.toSorted((a, b) => rank(a) - rank(b));
}

/** Takes a block one place up or down on the phone. */
export function stepOnPhone(page: PageDocument, tab: string, id: string, step: -1 | 1): PageDocument {
  const ids = phoneBlocks(page, tab).map((block) => block.id);
  const at = ids.indexOf(id);
  const to = at + step;
  if (at < 0 || to < 0 || to >= ids.length) return page;
  const moved = ids.toSpliced(at, 1).toSpliced(to, 0, id);
  const others = (page.phoneOrder ?? []).filter((one) => !moved.includes(one));
  return { ...page, phoneOrder: [...moved, ...others] };
}
