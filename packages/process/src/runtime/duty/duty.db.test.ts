import type { JsonObject } from "@mortise/kit";
import { Accounts, readAudit, Teams } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";
import { redecideAll } from "../../fixtures/redecide-all.ts";
import {
  allAtOnce,
  aRouting,
  forgetLeads,
  oneByOne,
  ownersOf,
  testLeads,
} from "../../fixtures/shared-out.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
beforeEach(() => forgetLeads(crm));
afterAll(() => crm.close());

/** 刘洋 and 陈静 of 青岛 in turn, the rest to their manager. */
function inQingdao(settings: JsonObject) {
  return aRouting({
    rules: [{ id: "team", to: { strategy: "team-round-robin", team: crm.teams["青岛"] ?? "" } }],
    fallback: { strategy: "user", user: crm.people["wu"] ?? "" },
    ...settings,
  });
}

async function fireAll(): Promise<void> {
  while ((await crm.process.fireDueTimers()) > 0);
}

const goTo = (moment: string) => crm.clock.set(moment);
const liuyang = () => crm.actor("liuyang");

test("who pauses gets nothing new until they take records again, and then makes up for one turn", async () => {
  goTo("2026-11-23T02:00:00Z");
  await crm.publish(inQingdao({}));
  expect((await crm.process.duty.read(await liuyang())).me).toMatchObject({
    state: "on-duty",
    shiftOf: "company",
  });
  const paused = await crm.process.duty.take(await liuyang(), { until: null });
  expect(paused.me).toMatchObject({ state: "on-leave", until: null, next: null });
  expect(await oneByOne(crm, testLeads(3))).toEqual(["chenjing", "chenjing", "chenjing"]);
  const back = await crm.process.duty.end(await liuyang(), paused.leaves[0]?.id ?? "");
  expect(back.me?.state).toBe("on-duty");
  expect(await oneByOne(crm, testLeads(3))).toEqual(["liuyang", "liuyang", "chenjing"]);
  const { items } = await readAudit(crm.store.db, { kind: "leave" });
  expect(items.map(({ details }) => details["account"])).toEqual(["刘洋", "刘洋"]);
});

test("leave is taken for oneself, and by leaders and administrators for others", async () => {
  goTo("2026-11-23T03:00:00Z");
  const { duty } = crm.process;
  const account = crm.people["liuyang"] ?? "";
  const until = "2026-11-24T16:00:00Z";
  const code = async (work: Promise<unknown>) =>
    work.then(
      () => "",
      (error: { readonly code?: string }) => error.code,
    );
  expect(await code(duty.take(await crm.actor("chenjing"), { account, until }))).toBe(
    "FLOW_LEAVE_NOT_FOR_OTHERS",
  );
  expect(await code(duty.take(await crm.actor("zhao"), { account, until }))).toBe(
    "FLOW_LEAVE_NOT_FOR_OTHERS",
  );
  expect(await code(duty.take(await liuyang(), { until: "2026-11-22T16:00:00Z" }))).toBe(
    "FLOW_LEAVE_INVALID",
  );
  const byLeader = await duty.take(await crm.actor("wu"), { account, until, reason: "出差" });
  expect(byLeader.people.map(({ name }) => name).toSorted()).toEqual(["刘洋", "陈静"].toSorted());
  const [leave] = byLeader.leaves;
  expect(leave).toMatchObject({ accountName: "刘洋", reason: "出差", state: "now" });
  expect(await code(duty.end(await crm.actor("chenjing"), leave?.id ?? ""))).toBe("FLOW_LEAVE_NOT_FOUND");
  expect((await duty.read(await crm.actor("director"))).people.length).toBeGreaterThan(5);
  await duty.end(await crm.actor("root"), leave?.id ?? "");
  expect(await code(duty.end(await liuyang(), leave?.id ?? ""))).toBe("FLOW_LEAVE_NOT_FOUND");
});

test.each([
  ["one by one", oneByOne],
  ["all at once", allAtOnce],
] as const)(
  "leads that come at night, %s, wait for the morning, across a restart",
  async (_name, bringIn) => {
    goTo("2026-11-24T14:00:00Z");
    await crm.publish(inQingdao({ onDuty: true, waitFor: ["duty"] }));
    const owners = await bringIn(crm, testLeads(5));
    expect(new Set(owners)).toEqual(new Set(["-"]));
    const ids = (
      await crm.store.pool.query<{ id: string }>("select id from app_crm.lead order by no")
    ).rows.map(({ id }) => id);
    await crm.close();
    crm = await openCrm(database.url, crm.clock);
    goTo("2026-11-25T00:59:59Z");
    await fireAll();
    expect(new Set(await ownersOf(crm, ids))).toEqual(new Set(["-"]));
    goTo("2026-11-25T01:00:00Z");
    await fireAll();
    const morning = await ownersOf(crm, ids);
    expect(morning.toSorted()).toEqual(["chenjing", "chenjing", "liuyang", "liuyang", "liuyang"]);
    crm.clock.advance(60_000);
    const decisions = await redecideAll(crm);
    expect(decisions).toHaveLength(10);
    for (const { was, again } of decisions)
      expect(again).toMatchObject({ why: was.why, details: was.details, outcome: was.outcome });
  },
);

test("who comes back early gets what waits, and hours of persons and teams count", async () => {
  goTo("2026-11-25T02:00:00Z");
  await crm.publish(inQingdao({ onDuty: true, waitFor: ["duty"] }));
  const accounts = new Accounts(crm.store.db, crm.clock);
  const teams = new Teams(crm.store.db);
  const team = crm.teams["青岛"] ?? "";
  await teams.update(team, { shift: { hours: [["13:00", "21:00"]] } });
  const leave = await crm.process.duty.take(await liuyang(), { until: "2026-11-27T16:00:00Z" });
  expect(await oneByOne(crm, testLeads(1))).toEqual(["-"]);
  await accounts.update(crm.people["chenjing"] ?? "", {
    work: { shift: { hours: [["08:00", "11:00"]], days: [3] } },
  });
  expect(await oneByOne(crm, testLeads(1))).toEqual(["chenjing"]);
  goTo("2026-11-25T06:00:00Z");
  await crm.process.duty.end(await liuyang(), leave.leaves[0]?.id ?? "");
  await fireAll();
  const { rows } = await crm.store.pool.query<{ id: string }>("select id from app_crm.lead order by no");
  expect(
    await ownersOf(
      crm,
      rows.map(({ id }) => id),
    ),
  ).toEqual(["liuyang", "chenjing"]);
  expect((await crm.process.duty.read(await liuyang())).me).toMatchObject({
    state: "on-duty",
    shiftOf: "team",
    shift: { hours: [["13:00", "21:00"]] },
  });
  await teams.update(team, { shift: null });
  await accounts.update(crm.people["chenjing"] ?? "", { work: { shift: null } });
});

test("a person's own limits hold where the step limits, the lower one of both", async () => {
  goTo("2026-11-26T02:00:00Z");
  const accounts = new Accounts(crm.store.db, crm.clock);
  await accounts.update(crm.people["liuyang"] ?? "", { work: { capDay: 1, capOpen: 5 } });
  await crm.publish(inQingdao({ limited: true, capDay: 3 }));
  expect(await allAtOnce(crm, testLeads(6))).toEqual([
    "liuyang",
    "chenjing",
    "chenjing",
    "chenjing",
    "wu",
    "wu",
  ]);
  await crm.publish(inQingdao({}));
  expect(await allAtOnce(crm, testLeads(2))).toEqual(["liuyang", "liuyang"]);
  await accounts.update(crm.people["liuyang"] ?? "", { work: { capDay: null, capOpen: null } });
});

test("hours, skills and limits that cannot be kept are refused, naming what", async () => {
  const accounts = new Accounts(crm.store.db, crm.clock);
  const id = crm.people["liuyang"] ?? "";
  const paths = async (work: NonNullable<Parameters<Accounts["update"]>[1]["work"]>) =>
    accounts.update(id, { work }).then(
      () => [],
      (error: { readonly details?: readonly { readonly path: string }[] }) =>
        error.details?.map(({ path }) => path),
    );
  expect(await paths({ shift: { hours: [] } })).toEqual(["work.shift"]);
  expect(await paths({ shift: { hours: [["9", "18:00"]] } })).toEqual(["work.shift"]);
  expect(await paths({ shift: { hours: [["09:00", "18:00"]], days: [8] } })).toEqual(["work.shift"]);
  expect(await paths({ capDay: 0, capOpen: 1.5, skills: [" "] })).toEqual([
    "work.skills",
    "work.capOpen",
    "work.capDay",
  ]);
  await accounts.update(id, { work: { skills: [" 粤语", "粤语 ", "ＶＩＰ"] } });
  expect((await accounts.get(id)).work.skills).toEqual(["粤语", "VIP"]);
  await accounts.update(id, { work: { skills: [] } });
});
