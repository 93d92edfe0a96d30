import { expect, test } from "vitest";
import { PagedRows } from "./paged-rows.ts";

interface Item {
  readonly id: number;
}

/** A keyset-paged list over numbers 0 … size-1, remembering what was asked. */
function listOf(size: number) {
  const list = { size, first: 0, asked: [] as (string | undefined)[] };
  const load = (after: string | undefined) => {
    list.asked.push(after);
    const start = after === undefined ? list.first : Number(after) + 1;
    const items: Item[] = [];
    for (let id = start; id < list.size && items.length < 10; id += 1) items.push({ id });
    const last = items.at(-1);
    return Promise.resolve({
      items,
      next: last && last.id < list.size - 1 ? String(last.id) : undefined,
      ...(after === undefined ? { count: { value: list.size - list.first, capped: false } } : {}),
    });
  };
  return { list, rows: new PagedRows<Item>(load, 10) };
}

const settled = async (rows: PagedRows<Item>) => {
  for (let turn = 0; turn < 5000 && rows.state().loading; turn += 1) await Promise.resolve();
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

test("reads the first page and leaves room for all counted rows", async () => {
  const { rows, list } = listOf(95);
  rows.need(0, 8);
  await settled(rows);
  expect(rows.rowAt(7)).toEqual({ id: 7 });
  expect(rows.rowAt(11)).toBeUndefined();
  expect(rows.state().rowCount).toBe(95);
  expect(list.asked).toEqual([undefined]);
});

test("walks the cursors to reach a page far down", async () => {
  const { rows } = listOf(95);
  rows.need(90, 95);
  await settled(rows);
  expect(rows.rowAt(94)).toEqual({ id: 94 });
  expect(rows.state().rowCount).toBe(95);
});

test("lets far pages go and reads them again by their remembered cursor", async () => {
  const { rows, list } = listOf(1000);
  rows.need(900, 910);
  await settled(rows);
  expect(rows.loadedRows().length).toBeLessThanOrEqual(240);
  expect(rows.rowAt(500)).toBeUndefined();
  list.asked.length = 0;
  rows.need(500, 510);
  await settled(rows);
  expect(rows.rowAt(505)).toEqual({ id: 505 });
  expect(list.asked).toEqual(["499"]);
});

test("after a change reads only what is in sight and keeps rows shown meanwhile", async () => {
  const { rows, list } = listOf(100);
  rows.need(0, 30);
  await settled(rows);
  rows.need(20, 28);
  list.asked.length = 0;
  rows.refresh();
  expect(rows.rowAt(25)).toEqual({ id: 25 });
  await settled(rows);
  expect(list.asked).toEqual(["19"]);
});

test("a new row on top appears after a refresh of the first page", async () => {
  const { rows, list } = listOf(12);
  list.first = 1;
  rows.need(0, 5);
  await settled(rows);
  expect(rows.rowAt(0)).toEqual({ id: 1 });
  list.first = 0;
  rows.refresh();
  await settled(rows);
  expect(rows.rowAt(0)).toEqual({ id: 0 });
  expect(rows.state().total).toEqual({ value: 12, capped: false });
});

test("rows that vanished are no longer shown after a refresh", async () => {
  const { rows, list } = listOf(25);
  rows.need(0, 25);
  await settled(rows);
  list.size = 5;
  rows.refresh();
  await settled(rows);
  expect(rows.state().rowCount).toBe(5);
  expect(rows.rowAt(12)).toBeUndefined();
});

test("an error stops reading until it is retried", async () => {
  let broken = true;
  const rows = new PagedRows<Item>(
    () => (broken ? Promise.reject(new TypeError("offline")) : Promise.resolve({ items: [{ id: 1 }] })),
    10,
  );
  rows.need(0, 5);
  await settled(rows);
  expect(rows.state().error).toBeInstanceOf(TypeError);
  broken = false;
  rows.retry();
  await settled(rows);
  expect(rows.rowAt(0)).toEqual({ id: 1 });
  expect(rows.state().error).toBeUndefined();
});

test("replaces a row in place", async () => {
  const { rows } = listOf(3);
  rows.need(0, 3);
  await settled(rows);
  rows.replace(
    (row) => row.id === 1,
    () => ({ id: 77 }),
  );
  expect(rows.rowAt(1)).toEqual({ id: 77 });
});

test("asking again for rows at hand reports no change, so that a grid comes to rest", async () => {
  const { rows } = listOf(30);
  rows.need(0, 5);
  await settled(rows);
  const { version } = rows.state();
  rows.need(0, 5);
  await settled(rows);
  expect(rows.state().version).toBe(version);
});
