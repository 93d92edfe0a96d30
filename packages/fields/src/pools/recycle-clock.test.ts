import { type Environment, recordEnvironment, type WorkPlace } from "@mortise/expression";
import { Catalog, type DefinitionDocument, type EntityDocument, type PoolDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { CHINA_CALENDAR } from "../china-calendar.ts";
import { fieldCatalog } from "../field-catalog.ts";
import { compilePools } from "./compiled-pools.ts";
import { nextLook, poolEvents } from "./pool-events.ts";
import { fairDate, recycleDate } from "./recycle-clock.ts";

const place: WorkPlace = {
  calendar: { ...CHINA_CALENDAR, hours: [["09:00", "18:00"]] },
  timeZone: "Asia/Shanghai",
};
const DAY = 86_400_000;
const at = (day: string, time = "09:00"): Date => new Date(`2026-${day}T${time}:00+08:00`);

const lead: EntityDocument = {
  kind: "entity",
  id: "lead",
  version: 1,
  name: { zh: "线索", en: "Lead" },
  icon: "lead",
  color: "blue",
  titleField: "name",
  owned: true,
  pool: {},
  fields: [
    { id: "name", type: "text", name: { zh: "姓名", en: "Name" } },
    { id: "level", type: "text", name: { zh: "级别", en: "Level" } },
    { id: "locked", type: "switch", name: { zh: "锁定", en: "Locked" } },
  ],
};

const aPool = (id: string, more: Partial<PoolDocument> = {}): PoolDocument => ({
  kind: "pool",
  id,
  version: 1,
  name: { zh: id, en: id },
  entity: "lead",
  order: 1,
  claiming: "open",
  ...more,
});

const poolsOf = (...pools: readonly DefinitionDocument[]) => {
  const compiled = compilePools(new Catalog([lead, ...pools], fieldCatalog), "lead");
  if (!compiled) throw new TypeError("the entity has pools");
  return compiled;
};

const record = (values: Readonly<Record<string, unknown>> = {}): Environment =>
  recordEnvironment(values, { now: at("03-25"), timeZone: "Asia/Shanghai" });

const rule = (id: string, after: string, more: object = {}) => ({
  id,
  name: { zh: id, en: id },
  after,
  to: { kind: "pool" } as const,
  ...more,
});

const dateIn = (pool: PoolDocument, values: object, since: Date, renewed: Date | null = null) => {
  const [compiled] = poolsOf(pool).all;
  return compiled && recycleDate(compiled, record({ ...values }), { since, renewed }, place);
};

test("golden case: default 10 d, renew 3 d, max 20 d; claim 03-25 => recycle 04-04; activity 03-28 => unchanged; activity 04-02 => 04-05; activity 04-05 => 04-08; hard stop 04-14 whatever happens", () => {
  const pool = aPool("east", {
    recycling: { enabled: true, rules: [rule("idle", "10d", { renew: "3d", longest: "20d" })] },
  });
  const claimed = at("03-25");
  const after = (renewed: Date | null) => dateIn(pool, {}, claimed, renewed)?.at;
  expect(after(null)).toEqual(at("04-04"));
  expect(after(at("03-28"))).toEqual(at("04-04"));
  expect(after(at("04-02"))).toEqual(at("04-05"));
  // On the very day, before its hour.
  expect(after(at("04-05", "08:00"))).toEqual(at("04-08", "08:00"));
  for (const day of ["04-12", "04-13", "04-14"]) expect(after(at(day, "08:59"))).toEqual(at("04-14"));
});

test("a follow-up of an earlier owner does not count for the next", () => {
  const pool = aPool("east", {
    recycling: { enabled: true, rules: [rule("idle", "10d", { renew: "10d" })] },
  });
  expect(dateIn(pool, {}, at("03-25"), at("03-20"))?.at).toEqual(at("04-04"));
  expect(dateIn(pool, {}, at("03-25"), at("03-26"))?.at).toEqual(at("04-05"));
});

test("of several rules the earliest that concerns the record takes it, and what none concerns stays", () => {
  const pool = aPool("east", {
    recycling: {
      enabled: true,
      rules: [
        rule("a", "30d", { when: { "==": [{ var: "level" }, "A"] } }),
        rule("any", "10d", { when: { "!": [{ var: "locked" }] } }),
      ],
    },
  });
  expect(dateIn(pool, { level: "A" }, at("03-01"))?.key).toBe("east__any");
  expect(dateIn(pool, { level: "A", locked: true }, at("03-01"))?.at).toEqual(at("03-31"));
  expect(dateIn(pool, { level: "B", locked: true }, at("03-01"))).toBeUndefined();
  expect(dateIn({ ...pool, recycling: { enabled: false, rules: [rule("x", "1d")] } }, {}, at("03-01"))).toBe(
    undefined,
  );
});

test("protection holds a record longer than a rule, the longest time ends it unless the record is exempt", () => {
  const protects = aPool("east", {
    protection: "5d",
    recycling: { enabled: true, rules: [rule("idle", "2d")] },
  });
  expect(dateIn(protects, {}, at("03-25"))?.at).toEqual(at("03-30"));
  const pool = aPool("east", {
    recycling: {
      enabled: true,
      rules: [rule("idle", "5d", { renew: "5d", longest: "7d", exempt: { var: "locked" } })],
    },
  });
  expect(dateIn(pool, {}, at("03-25"), at("03-29"))?.at).toEqual(at("04-01"));
  expect(dateIn(pool, { locked: true }, at("03-25"), at("03-29"))?.at).toEqual(at("04-03"));
});

test("working days leave weekends and holidays out", () => {
  const pool = aPool("east", { recycling: { enabled: true, rules: [rule("idle", "2wd")] } });
  // A Thursday; Qingming is 4–6 April.
  expect(dateIn(pool, {}, at("04-02"))?.at).toEqual(at("04-07"));
});

test("the first pool that takes a record gets it, the last one the rest", () => {
  const pools = poolsOf(
    aPool("rest", { order: 9 }),
    aPool("north", { order: 2, takes: { "==": [{ var: "level" }, "N"] } }),
    aPool("vip", { order: 1, takes: { "==": [{ var: "level" }, "V"] } }),
  );
  const chosen = ["V", "N", "?"].map((level) => pools.choose(record({ level })).document.id);
  expect(chosen).toEqual(["vip", "north", "rest"]);
  expect(pools.find("gone")).toBeUndefined();
});

test("a change gives the grace once, never forward, and never to a date that was known", () => {
  const now = at("04-10");
  const grace = new Date(now.getTime() + DAY);
  const before = { now, grace, isExpected: false };
  // Nothing changed: late, but known.
  expect(fairDate(at("04-09"), { ...before, held: at("04-09") })).toEqual(at("04-09"));
  expect(fairDate(at("04-12"), { ...before, held: at("04-09") })).toEqual(at("04-12"));
  // A stricter rule.
  expect(fairDate(at("04-01"), { ...before, held: at("05-01") })).toEqual(grace);
  expect(fairDate(at("04-01"), { ...before, held: at("04-10", "12:00") })).toEqual(at("04-10", "12:00"));
  // A rule that is new, and one that was switched off and on again.
  expect(fairDate(at("04-10", "10:00"), { ...before, held: null })).toEqual(grace);
  const again = { ...before, held: null, isExpected: true };
  expect(fairDate(at("04-10", "10:00"), again)).toEqual(at("04-10", "10:00"));
  expect(fairDate(at("04-01"), again)).toEqual(grace);
});

test("people hear of what waits, and of what is about to go, in steps", () => {
  const pool = aPool("east", {
    alarms: { unassigned: "4h", unfollowed: "1d", unfollowedManager: "2d" },
    recycling: { enabled: true, rules: [rule("idle", "10d")], reminders: ["3d", "2h"] },
  });
  const held = { owner: "li", since: at("03-25"), renewed: null, pooled: null, recycleAt: at("04-04") };
  expect(poolEvents(pool, held, place).map(({ kind, time }) => `${kind} ${time}`)).toEqual([
    "unfollowed 1d",
    "unfollowedManager 2d",
    "reminder 3d",
    "reminder 2h",
  ]);
  const look = (after: Date) => nextLook(pool, held, { after, place });
  expect(look(at("03-25"))).toEqual(at("03-26"));
  expect(look(at("03-30"))).toEqual(at("04-01"));
  expect(look(at("04-04", "08:00"))).toEqual(at("04-04"));
  const waiting = { ...held, owner: null, since: null, pooled: at("03-25"), recycleAt: null };
  expect(poolEvents(pool, waiting, place).map(({ at: moment }) => moment)).toEqual([at("03-25", "13:00")]);
});
