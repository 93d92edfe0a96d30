import { expect, test } from "vitest";
import { type PagePlace, PagedRows } from "./paged-rows.ts";

interface Item {
  readonly id: number;
}

/** A keyset-paged list over numbers 0 … size-1, remembering what was asked: cursor, and rows skipped after it. */
function listOf(size: number, { cap = Number.POSITIVE_INFINITY, farthest = 100_000 } = {}) {
  const list = { size, first: 0, asked: [] as string[], counts: 0 };
  const page = ({ after, offset }: PagePlace) => {
    list.asked.push(`${after ?? ""}${offset === 0 ? "" : `+${offset}`}`);
    const start = (after === undefined ? list.first : Number(after) + 1) + offset;
    const items: Item[] = [];
    for (let id = start; id < list.size && items.length < 10; id += 1) items.push({ id });
    const last = items.at(-1);
    const all = list.size - list.first;
    return Promise.resolve({
      items,
      next: last && last.id < list.size - 1 ? String(last.id) : undefined,
      ...(start === list.first ? { count: { value: Math.min(all, cap), capped: all > cap } } : {}),
    });
  };
  const count = () => {
    list.counts += 1;
    return Promise.resolve(list.size - list.first);
  };
  return { list, rows: new PagedRows<Item>({ page, count, farthest }, 10, () => Promise.resolve()) };
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
  expect(list.asked).toEqual([""]);
});

test("jumps to a page far down with one read, and goes on from there by its cursor", async () => {
  const { rows, list } = listOf(1000);
  rows.need(0, 8);
  await settled(rows);
  rows.need(900, 910);
  await settled(rows);
  expect(rows.rowAt(900)).toEqual({ id: 900 });
  rows.need(905, 925);
  await settled(rows);
  expect(rows.rowAt(924)).toEqual({ id: 924 });
  expect(list.asked).toEqual(["", "9+890", "909", "919"]);
  expect(rows.state().rowCount).toBe(1000);
});

test("takes several reads where one may not skip so many rows", async () => {
  const { rows, list } = listOf(1000, { farthest: 300 });
  rows.need(950, 960);
  await settled(rows);
  expect(rows.rowAt(950)).toEqual({ id: 950 });
  expect(list.asked).toEqual(["+300", "309+300", "619+300", "929+20"]);
});

test("scrolling down row by row reads each page by the cursor of the one before", async () => {
  const { rows, list } = listOf(60);
  for (let first = 0; first < 50; first += 5) {
    rows.need(first, first + 8);
    await settled(rows);
  }
  expect(list.asked).toEqual(["", "9", "19", "29", "39", "49"]);
});

test("what flies past under the scroll bar is not read", async () => {
  const { rows, list } = listOf(1000);
  rows.need(0, 8);
  await settled(rows);
  for (let first = 100; first <= 700; first += 100) rows.need(first, first + 8);
  await settled(rows);
  expect(list.asked).toEqual(["", "9+690"]);
});

test("counts all rows of a long list once a person scrolls, not before", async () => {
  const { rows, list } = listOf(500, { cap: 100 });
  rows.need(0, 8);
  await settled(rows);
  expect([rows.state().rowCount, list.counts]).toEqual([100, 0]);
  rows.need(20, 28);
  await settled(rows);
  rows.need(30, 38);
  await settled(rows);
  expect([rows.state().rowCount, list.counts]).toEqual([500, 1]);
  expect(rows.state().total).toEqual({ value: 500, capped: false });
});

test("a capped count of a later read does not shorten a list that was counted", async () => {
  const { rows, list } = listOf(500, { cap: 100 });
  rows.need(0, 8);
  await settled(rows);
  rows.need(20, 28);
  await settled(rows);
  list.size = 490;
  rows.refresh();
  await settled(rows);
  expect(rows.state().rowCount).toBe(490);
  rows.need(0, 8);
  await settled(rows);
  expect(rows.state().rowCount).toBe(490);
});

test("a jump beyond the end of a list that became shorter comes to its end", async () => {
  const { rows, list } = listOf(1000);
  rows.need(0, 8);
  await settled(rows);
  list.size = 133;
  rows.need(980, 990);
  await settled(rows);
  expect(rows.state().rowCount).toBe(133);
  rows.need(125, 133);
  await settled(rows);
  expect(rows.rowAt(132)).toEqual({ id: 132 });
});

test("lets far pages go and reads them again by their remembered cursor", async () => {
  const { rows, list } = listOf(1000);
  for (let page = 0; page < 40; page += 1) {
    rows.need(page * 10, page * 10 + 8);
    await settled(rows);
  }
  expect(rows.loadedRows().length).toBeLessThanOrEqual(240);
  expect(rows.rowAt(50)).toBeUndefined();
  list.asked.length = 0;
  rows.need(50, 58);
  await settled(rows);
  expect(rows.rowAt(55)).toEqual({ id: 55 });
  expect(list.asked).toEqual(["49"]);
});

test("keeps its length when the last page is let go", async () => {
  const { rows } = listOf(400);
  rows.need(390, 400);
  await settled(rows);
  for (let page = 29; page >= 0; page -= 1) {
    rows.need(page * 10, page * 10 + 8);
    await settled(rows);
  }
  expect(rows.rowAt(395)).toBeUndefined();
  expect(rows.state().rowCount).toBe(400);
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
    {
      page: () =>
        broken ? Promise.reject(new TypeError("offline")) : Promise.resolve({ items: [{ id: 1 }] }),
      farthest: 100,
    },
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

test("who leaves gives up what is being read, and reads it anew on coming back", async () => {
  const signals: AbortSignal[] = [];
  const page = (_place: PagePlace, signal: AbortSignal) => {
    signals.push(signal);
    if (signals.length > 1) return Promise.resolve({ items: [{ id: 1 }] });
    return new Promise<never>((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error)); // an abort's reason is an error
    });
  };
  const rows = new PagedRows<Item>({ page, farthest: 1000 }, 10);
  rows.need(0, 1);
  rows.dispose();
  rows.revive();
  rows.need(0, 1);
  await settled(rows);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  expect(rows.rowAt(0)).toEqual({ id: 1 });
  expect(rows.state().error).toBeUndefined();
});
