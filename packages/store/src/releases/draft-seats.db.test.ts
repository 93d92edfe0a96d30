import { newId, silentLogger, systemClock } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Accounts } from "../accounts/index.ts";
import { openStore, type Store } from "../database.ts";
import { SEAT_CHANNEL } from "./draft-seats.ts";

const database = useDatabase();
let store: Store;
const people: Record<string, string> = {};

beforeAll(async () => {
  store = await openStore({ url: database.url, clock: systemClock, logger: silentLogger });
  const accounts = new Accounts(store.db, systemClock);
  for (const name of ["陈静", "王强"])
    people[name] = await accounts.create({
      name,
      email: `${newId()}@example.com`,
      password: "correct horse",
    });
});
afterAll(() => store.close());

/** A window of somebody, with what it says and what it is answered. */
function windowOf(name: string, app = "shop") {
  const id = newId();
  const account = people[name] ?? "";
  return {
    id,
    choose: async (element: string | null, takesOver = false) => {
      const report = { id, document: "form/lead", element, takesOver };
      const seats = await store.draftSeats.report(app, account, report);
      return seats.map((seat) => `${seat.name} ${seat.element ?? "-"}`);
    },
    leave: () => store.draftSeats.leave(app, account, id),
  };
}

test("whoever chose an element first stands in front until somebody takes over, renewing changes nothing", async () => {
  const [chen, wang] = [windowOf("陈静"), windowOf("王强")];
  expect(await chen.choose("mobile")).toEqual(["陈静 mobile"]);
  expect(await wang.choose("mobile")).toEqual(["陈静 mobile", "王强 mobile"]);
  expect(await chen.choose("mobile")).toEqual(["陈静 mobile", "王强 mobile"]);
  expect(await wang.choose("mobile", true)).toEqual(["王强 mobile", "陈静 mobile"]);
  expect(await chen.choose("mobile")).toEqual(["王强 mobile", "陈静 mobile"]);
  // Elsewhere and back again: the other one was there before.
  await wang.choose(null);
  expect(await wang.choose("mobile")).toEqual(["陈静 mobile", "王强 mobile"]);
  await Promise.all([chen.leave(), wang.leave()]);
});

test("a window that leaves is gone at once, one that falls silent when its lease is over", async () => {
  const [chen, wang] = [windowOf("陈静", "told"), windowOf("王强", "told")];
  await chen.choose("a");
  await wang.choose("b");
  await wang.leave();
  expect(await chen.choose("a")).toEqual(["陈静 a"]);
  await wang.choose("b");
  await database.pool.query(
    `update mortise.draft_seat set until = now() - interval '1 second' where id = $1`,
    [wang.id],
  );
  expect(await chen.choose("a")).toEqual(["陈静 a"]);
  // Back from a sleep: the seat is taken anew.
  expect(await wang.choose("b")).toEqual(["陈静 a", "王强 b"]);
  expect(await windowOf("陈静", "elsewhere").choose(null)).toEqual(["陈静 -"]);
});

test("others hear of those who come, choose and go, not of those who stay", async () => {
  const heard: string[] = [];
  const stop = await store.listen(SEAT_CHANNEL, (app) => void heard.push(app ?? ""));
  const chen = windowOf("陈静", "quiet");
  await chen.choose("a");
  await chen.choose("a");
  await chen.choose("b");
  await chen.leave();
  await chen.leave();
  await windowOf("陈静", "end").choose(null);
  await expect.poll(() => heard.at(-1)).toBe("end");
  expect(heard).toEqual(["quiet", "quiet", "quiet", "end"]);
  stop();
});

test("nobody can speak for a window of somebody else", async () => {
  const chen = windowOf("陈静", "own");
  await chen.choose("a");
  const report = { id: chen.id, document: "form/lead", element: "b", takesOver: true };
  await store.draftSeats.report("own", people["王强"] ?? "", report);
  await store.draftSeats.leave("own", people["王强"] ?? "", chen.id);
  expect(await chen.choose("a")).toEqual(["陈静 a"]);
});
