import { CHINA_CALENDAR } from "@mortise/fields";
import { expect, test } from "vitest";
import { backFromLeave, isOnShift, nextOnDuty, shiftOf } from "./duty.ts";
import { Roster, type RosterUser } from "./roster.ts";

const place = {
  calendar: {
    ...CHINA_CALENDAR,
    hours: [
      ["09:00", "12:00"],
      ["13:30", "18:00"],
    ] as const,
  },
  timeZone: "Asia/Shanghai",
};

/** A moment by the clocks of Shanghai. */
const at = (local: string): number => Date.parse(`${local}:00+08:00`);
const local = (moment: number | undefined): string | undefined =>
  moment === undefined ? undefined : new Date(moment + 8 * 3_600_000).toISOString().slice(0, 16);

const aPerson = (rest: Partial<RosterUser> = {}): RosterUser => ({
  id: "amy",
  name: "Amy",
  active: true,
  admin: false,
  roles: [],
  teams: [{ team: "jinan", leader: false, main: true }],
  ...rest,
});

const COMPANY = { hours: place.calendar.hours };
const NIGHT = { hours: [["20:00", "08:00"]] as const };
const WEEKEND = { hours: [["10:00", "16:00"]] as const, days: [6, 7] };

test("a person's own hours go before those of the team, of the teams above, and of the company", () => {
  const rosterWith = (shifts: Readonly<Record<string, typeof NIGHT>>) =>
    new Roster(
      [aPerson()],
      [
        {
          id: "jinan",
          name: "济南",
          parent: "shandong",
          ...(shifts["jinan"] ? { shift: shifts["jinan"] } : {}),
        },
        {
          id: "shandong",
          name: "山东",
          parent: null,
          ...(shifts["shandong"] ? { shift: shifts["shandong"] } : {}),
        },
      ],
    );
  expect(shiftOf(rosterWith({}), aPerson(), place)).toEqual(COMPANY);
  expect(shiftOf(rosterWith({ shandong: NIGHT }), aPerson(), place)).toBe(NIGHT);
  expect(shiftOf(rosterWith({ shandong: NIGHT }), aPerson({ shift: WEEKEND }), place)).toBe(WEEKEND);
});

test("company hours follow the calendar: nights, noon, weekends and holidays are off, worked weekends are not", () => {
  const onDuty = (moment: string): boolean => isOnShift(COMPANY, at(moment), place);
  expect(
    ["2026-11-27T08:59", "2026-11-27T12:00", "2026-11-27T18:00", "2026-11-28T10:00"].map(onDuty),
  ).toEqual([false, false, false, false]);
  expect(["2026-11-27T09:00", "2026-11-27T11:59", "2026-11-27T13:30"].map(onDuty)).toEqual([
    true,
    true,
    true,
  ]);
  // National day 2026, and the Saturday worked for it.
  expect(onDuty("2026-10-01T10:00")).toBe(false);
  expect(onDuty("2026-10-10T10:00")).toBe(true);
});

test("a night shift goes on into the next day, also into one that is off", () => {
  const onDuty = (moment: string): boolean => isOnShift(NIGHT, at(moment), place);
  // Friday evening to Saturday morning; Sunday evening is no working day.
  expect(["2026-11-27T20:00", "2026-11-28T07:59"].map(onDuty)).toEqual([true, true]);
  expect(["2026-11-27T19:59", "2026-11-28T08:00", "2026-11-29T21:00"].map(onDuty)).toEqual([
    false,
    false,
    false,
  ]);
});

test("the next duty is now while on duty, else the next hours of the shift", () => {
  const next = (moment: string, shift: Parameters<typeof nextOnDuty>[0]["shift"] = COMPANY, rest = {}) =>
    local(nextOnDuty({ user: aPerson(rest), shift }, at(moment), place));
  expect(next("2026-11-27T10:10")).toBe("2026-11-27T10:10");
  expect(next("2026-11-27T12:10")).toBe("2026-11-27T13:30");
  expect(next("2026-11-27T18:00")).toBe("2026-11-30T09:00");
  expect(next("2026-11-27T18:00", WEEKEND)).toBe("2026-11-28T10:00");
  const leaves = [{ from: "2026-11-30T00:00:00+08:00", until: "2026-12-02T11:00:00+08:00" }];
  expect(next("2026-11-27T18:00", COMPANY, { leaves })).toBe("2026-12-02T11:00");
  expect(
    next("2026-11-27T18:00", COMPANY, { leaves: [{ from: "2026-11-30T00:00:00+08:00", until: null }] }),
  ).toBeUndefined();
});

test("leaves that follow one another are one", () => {
  const leaves = [
    { from: "2026-11-30T00:00:00Z", until: "2026-12-02T00:00:00Z" },
    { from: "2026-12-02T00:00:00Z", until: "2026-12-05T00:00:00Z" },
  ];
  const user = aPerson({ leaves });
  expect(new Date(backFromLeave(user, Date.parse("2026-12-01T00:00:00Z")) ?? 0).toISOString()).toBe(
    "2026-12-05T00:00:00.000Z",
  );
});
