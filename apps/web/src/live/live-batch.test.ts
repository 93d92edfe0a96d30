import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keys } from "../session/query-keys.ts";
import { applyLive, recordWritten } from "./apply-live.ts";
import { onDraftNews } from "./draft-news.ts";
import { LiveBatch, type LiveSummary, readLiveEvent, summarise } from "./live-batch.ts";
import { useLiveVersions } from "./live-versions.ts";
import { followOthers } from "./shown-in.ts";

beforeEach(() => {
  vi.useFakeTimers();
  useLiveVersions.setState({ versions: {}, online: true });
});
afterEach(() => vi.useRealTimers());

const change = (entity: string, id: string) => ({ type: "change", app: "crm", entity, ids: [id] }) as const;

test("a burst of changes is delivered once", () => {
  const delivered: LiveSummary[] = [];
  const batch = new LiveBatch((summary) => delivered.push(summary), 400);
  for (let index = 0; index < 1000; index += 1) batch.add(change("lead", String(index)));
  expect(delivered).toEqual([]);
  vi.advanceTimersByTime(400);
  expect(delivered).toHaveLength(1);
  expect(delivered[0]?.changes.get("crm/lead")?.size).toBe(1000);
});

test("events after a delivery start a new pause", () => {
  let count = 0;
  const batch = new LiveBatch(() => (count += 1), 400);
  batch.add(change("lead", "1"));
  vi.advanceTimersByTime(400);
  batch.add(change("lead", "2"));
  vi.advanceTimersByTime(399);
  expect(count).toBe(1);
  vi.advanceTimersByTime(1);
  expect(count).toBe(2);
});

test("nothing is delivered after stop", () => {
  let count = 0;
  const batch = new LiveBatch(() => (count += 1), 400);
  batch.add(change("lead", "1"));
  batch.stop();
  vi.advanceTimersByTime(1000);
  expect(count).toBe(0);
});

test("a change makes only that entity's queries stale", () => {
  const client = new QueryClient();
  const lead = keys.record("crm", "lead", "1");
  const customer = keys.record("crm", "customer", "1");
  client.setQueryData(lead, {});
  client.setQueryData(customer, {});
  applyLive(client, summarise([change("lead", "1")]));
  expect(client.getQueryState(lead)?.isInvalidated).toBe(true);
  expect(client.getQueryState(customer)?.isInvalidated).toBe(false);
  expect(useLiveVersions.getState().versions["crm/lead"]).toBe(1);
});

test("what is worked out from changed records in other entities is read again, and lists that they narrow", () => {
  const client = new QueryClient();
  const entity = (id: string, fields: readonly object[]) => ({
    kind: "entity",
    id,
    version: 1,
    name: { zh: id, en: id },
    icon: "box",
    color: "blue",
    titleField: "name",
    owned: false,
    fields,
  });
  const field = (id: string, type: string, settings = {}) => ({
    id,
    type,
    name: { zh: id, en: id },
    settings,
  });
  client.setQueryData(keys.app("crm"), {
    documents: [
      entity("customer", [field("level", "text")]),
      entity("deal", [
        field("customer", "reference", { entity: "customer" }),
        field("level", "lookup", { reference: "customer", field: "level" }),
        field("twice", "formula", { expression: { cat: [{ var: "level" }, { var: "level" }] } }),
      ]),
      entity("call", [field("customer", "reference", { entity: "customer" })]),
    ],
  });
  const lists = ["customer", "deal", "call"].map((id) => keys.list("crm", id));
  const stale = () => lists.map((key) => client.getQueryState(key)?.isInvalidated);
  const show = () => lists.map((key) => client.setQueryData(key, {}));
  show();
  applyLive(client, summarise([change("customer", "1")]));
  expect(stale()).toEqual([true, true, false]);
  show();
  applyLive(client, summarise([change("deal", "1")]));
  expect(stale()).toEqual([false, true, false]);
  const leave = followOthers({ app: "crm", entity: "call", looksAt: new Set(["customer"]) });
  show();
  applyLive(client, summarise([change("customer", "1")]));
  expect(stale()).toEqual([true, true, true]);
  leave();
  show();
  applyLive(client, summarise([change("customer", "1")]));
  expect(stale()).toEqual([true, true, false]);
});

test("the answer to our own write does not hide what somebody changed after it", () => {
  const client = new QueryClient();
  const place = { app: "crm", entity: "lead" };
  const lead = keys.record("crm", "lead", "1");
  client.setQueryData(lead, { id: "1", revision: 2, stage: "sent" });
  recordWritten(client, place, { id: "1", revision: 3, stage: "review" });
  expect(client.getQueryData(lead)).toMatchObject({ revision: 3, stage: "review" });
  client.setQueryData(lead, { id: "1", revision: 5, stage: "refused" });
  recordWritten(client, place, { id: "1", revision: 4, stage: "late" });
  expect(client.getQueryData(lead)).toMatchObject({ revision: 5, stage: "refused" });
});

test("a release reloads the app, a resync everything but the draft being edited", () => {
  const client = new QueryClient();
  client.setQueryData(keys.app("crm"), {});
  client.setQueryData(keys.draft("crm"), {});
  applyLive(client, summarise([{ type: "release", app: "crm", number: 2 }]));
  expect(client.getQueryState(keys.app("crm"))?.isInvalidated).toBe(true);
  applyLive(client, summarise([{ type: "resync" }]));
  expect(client.getQueryState(keys.draft("crm"))?.isInvalidated).toBe(false);
});

test("saved drafts, and releases made of them, are told to whoever edits that app", () => {
  const heard: unknown[] = [];
  const stop = onDraftNews("crm", (news) => heard.push(news === "all" ? news : [...news]));
  const client = new QueryClient();
  const saved = { type: "draft", app: "crm", document: "form/lead", revision: 7 } as const;
  applyLive(client, summarise([saved, { ...saved, revision: 8 }, { ...saved, app: "other" }]));
  applyLive(client, summarise([saved, { type: "draft", app: "crm" }]));
  applyLive(client, summarise([{ type: "release", app: "crm", number: 2 }]));
  applyLive(client, summarise([{ type: "resync" }]));
  expect(heard).toEqual([[["form/lead", 8]], "all", "all", "all"]);
  stop();
  applyLive(client, summarise([saved]));
  expect(heard).toHaveLength(4);
});

test("what is not a live event is ignored", () => {
  expect(readLiveEvent("not json")).toBeUndefined();
  expect(readLiveEvent("42")).toBeUndefined();
  expect(readLiveEvent(JSON.stringify(change("lead", "1")))).toEqual(change("lead", "1"));
});
