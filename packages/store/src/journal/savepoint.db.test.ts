import { silentLogger, systemClock } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore, type Store } from "../database.ts";
import type { JournalDb } from "./journal-db.ts";
import { savepoint } from "./savepoint.ts";

const database = useDatabase();
let store: Store;
beforeAll(async () => {
  store = await openStore({ url: database.url, clock: systemClock, logger: silentLogger });
  await database.pool.query("create table public.noted (word text)");
});
afterAll(() => store.close());

const note = (db: JournalDb, word: string) => sql`insert into public.noted values (${word})`.execute(db);
const fail = (word: string) => Promise.reject(new TypeError(word));

/** What stands in the table after a transaction. */
async function after(work: (db: JournalDb) => Promise<unknown>): Promise<readonly string[]> {
  await database.pool.query("truncate public.noted");
  await store.db.transaction().execute(work);
  const { rows } = await database.pool.query<{ word: string }>("select word from public.noted order by word");
  return rows.map(({ word }) => word);
}

test("a part that fails is undone alone, with the parts inside of it", async () => {
  const words = await after(async (db) => {
    await note(db, "before");
    await savepoint(db, () => note(db, "first"));
    const failing = savepoint(db, async () => {
      await note(db, "lost");
      await savepoint(db, () => note(db, "lost inside"));
      await savepoint(db, () => note(db, "lost inside too"));
      await fail("given up");
    });
    await expect(failing).rejects.toThrow("given up");
    await savepoint(db, () => note(db, "last"));
  });
  expect(words).toEqual(["before", "first", "last"]);
});

test("a part inside may fail without the one around it", async () => {
  const words = await after((db) =>
    savepoint(db, async () => {
      await note(db, "around");
      const failing = savepoint(db, async () => {
        await note(db, "lost");
        // Refused by the database: without the savepoint nothing could follow.
        await sql`select 1 / 0`.execute(db);
      });
      await expect(failing).rejects.toThrow("division by zero");
      await note(db, "further");
    }),
  );
  expect(words).toEqual(["around", "further"]);
});

test("any number of parts may follow each other, each undone by itself", async () => {
  const count = 60;
  const ends: string[] = [];
  const words = await after(async (db) => {
    for (let index = 0; index < count; index += 1) {
      const part = savepoint(db, async () => {
        await note(db, String(index).padStart(2, "0"));
        if (index % 3 === 0) await fail("third");
      });
      ends.push(await part.then(() => "kept").catch(String));
    }
  });
  expect(ends.filter((end) => end !== "kept")).toEqual(
    Array.from({ length: count / 3 }, () => "TypeError: third"),
  );
  const kept = Array.from({ length: count }, (_, index) => index).filter((index) => index % 3 !== 0);
  expect(words).toEqual(kept.map((index) => String(index).padStart(2, "0")));
});
