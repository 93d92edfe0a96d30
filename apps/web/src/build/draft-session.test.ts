import { ApiError } from "@mortise/contract";
import type { RoleDocument } from "@mortise/metadata";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DraftSession, type DraftStore } from "./draft-session.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const role = (id: string, name: string): RoleDocument => ({
  kind: "role",
  id,
  version: 1,
  name: { zh: name, en: name },
  builder: false,
  grants: {},
});
const refusal = (status: number) =>
  new ApiError(status, { code: "X", message: "refused", details: [], requestId: "" });

/** A server's draft in memory, with optimistic revisions; `down` and `refuse` make it fail. */
function server() {
  const documents = new Map([["role/sales", { document: role("sales", "销售"), revision: 3 }]]);
  const control = { saves: 0, down: false, refuse: false, documents };
  const store: DraftStore = {
    load: () => Promise.resolve({ base: 1, documents: [...documents.values()] }),
    save: (sent) => {
      control.saves += 1;
      if (control.down) return Promise.reject(refusal(0));
      if (control.refuse) return Promise.reject(refusal(400));
      const keys = sent.map((each) => `${each.document.kind}/${each.document.id}`);
      const stale = sent.some(
        (each, index) => (documents.get(keys[index] ?? "")?.revision ?? 0) !== each.revision,
      );
      if (stale) return Promise.reject(refusal(409));
      const saved = sent.map((each, index) => {
        const next = { document: each.document as RoleDocument, revision: each.revision + 1 };
        documents.set(keys[index] ?? "", next);
        return { key: keys[index] ?? "", revision: next.revision };
      });
      return Promise.resolve({ documents: saved, problems: [] });
    },
    remove: (kind, id) => Promise.resolve(documents.delete(`${kind}/${id}`)),
  };
  const session = new DraftSession({ base: 1, documents: [...documents.values()] }, store);
  return { control, session };
}

test("a burst of edits is saved once, after a pause", async () => {
  const { control, session } = server();
  for (const name of ["销", "销售", "销售员"]) session.put(role("sales", name));
  expect(session.state().status.type).toBe("waiting");
  await vi.advanceTimersByTimeAsync(1000);
  expect(control.saves).toBe(1);
  expect(control.documents.get("role/sales")?.document.name.zh).toBe("销售员");
  expect(session.state().status.type).toBe("saved");
});

test("steady typing is saved within two seconds all the same", async () => {
  const { control, session } = server();
  for (let step = 0; step < 5; step += 1) {
    session.put(role("sales", `name ${step}`));
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(control.saves).toBeGreaterThanOrEqual(1);
});

test("what is edited while saving is saved afterwards", async () => {
  const { control, session } = server();
  session.put(role("sales", "first"));
  const saving = session.flush();
  session.put(role("sales", "second"));
  await saving;
  await vi.advanceTimersByTimeAsync(2000);
  expect(control.documents.get("role/sales")?.document.name.zh).toBe("second");
  expect(session.unsaved).toBe(false);
});

test("a lost connection is tried again until it works", async () => {
  const { control, session } = server();
  control.down = true;
  session.put(role("sales", "offline edit"));
  await vi.advanceTimersByTimeAsync(1000);
  expect(session.state().status.type).toBe("offline");
  control.down = false;
  await vi.advanceTimersByTimeAsync(3000);
  expect(session.state().status.type).toBe("saved");
  expect(control.documents.get("role/sales")?.document.name.zh).toBe("offline edit");
});

test("a document somebody else saved first is a conflict; keeping mine saves over it", async () => {
  const { control, session } = server();
  control.documents.set("role/sales", { document: role("sales", "theirs"), revision: 4 });
  session.put(role("sales", "mine"));
  await vi.advanceTimersByTimeAsync(1000);
  expect(session.state().status).toMatchObject({
    type: "conflict",
    keys: ["role/sales"],
    conflicts: [{ path: ["name"] }],
  });
  await session.keepMine();
  expect(control.documents.get("role/sales")?.document.name.zh).toBe("mine");
});

test("taking theirs drops mine and is saved already", async () => {
  const { control, session } = server();
  control.documents.set("role/sales", { document: role("sales", "theirs"), revision: 4 });
  session.put(role("sales", "mine"));
  await vi.advanceTimersByTimeAsync(1000);
  await session.takeTheirs();
  expect(session.state().documents[0]?.name.zh).toBe("theirs");
  expect(session.unsaved).toBe(false);
});

test("a refusal says why and keeps the edit", async () => {
  const { control, session } = server();
  control.refuse = true;
  session.put(role("sales", "bad"));
  await vi.advanceTimersByTimeAsync(1000);
  expect(session.state().status).toEqual({ type: "refused", reason: "refused" });
  expect(session.state().documents[0]?.name.zh).toBe("bad");
});

test("a new document that was never saved is removed without asking the server", async () => {
  const { control, session } = server();
  control.down = true;
  const fresh = role("fresh", "new");
  session.put(fresh);
  await session.remove(fresh);
  expect(session.state().documents.some((each) => each.id === "fresh")).toBe(false);
});

test("versions that changed different parts are merged without asking", async () => {
  const { control, session } = server();
  control.documents.set("role/sales", { document: { ...role("sales", "销售"), builder: true }, revision: 4 });
  session.put(role("sales", "mine"));
  await vi.advanceTimersByTimeAsync(3000);
  expect(session.state().status.type).toBe("saved");
  expect(control.documents.get("role/sales")?.document).toEqual({ ...role("sales", "mine"), builder: true });
});

test("several documents change as one step that is taken back without what came later", async () => {
  const { session } = server();
  const undo = session.putAll([{ ...role("sales", "one"), builder: true }]);
  session.put({ ...role("sales", "later"), builder: true });
  undo();
  expect(session.state().documents).toEqual([role("sales", "later")]);
});

test("what others save arrives without a reload and is merged with what is not saved yet", async () => {
  const { control, session } = server();
  control.documents.set("role/sales", { document: { ...role("sales", "销售"), builder: true }, revision: 4 });
  control.documents.set("role/more", { document: role("more", "更多"), revision: 5 });
  session.put(role("sales", "mine"));
  await session.refresh(new Map([["role/sales", 4]]));
  expect(session.state().documents).toEqual([
    { ...role("sales", "mine"), builder: true },
    role("more", "更多"),
  ]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(control.documents.get("role/sales")?.document).toEqual({ ...role("sales", "mine"), builder: true });
  expect(session.state().status.type).toBe("saved");
});

test("what others take out is gone, unless it is being edited here", async () => {
  const { control, session } = server();
  control.documents.clear();
  await session.refresh(new Map([["role/sales", 0]]));
  expect(session.state().documents).toEqual([]);
  const { control: other, session: editing } = server();
  editing.put(role("sales", "mine"));
  other.documents.clear();
  await editing.refresh();
  await vi.advanceTimersByTimeAsync(2000);
  expect(other.documents.get("role/sales")?.document.name.zh).toBe("mine");
});

test("news of what this browser saved itself asks for nothing", async () => {
  const { control, session } = server();
  session.put(role("sales", "mine"));
  await session.flush();
  control.documents.set("role/sales", { document: role("sales", "not asked for"), revision: 4 });
  await session.refresh(new Map([["role/sales", 4]]));
  expect(session.state().documents[0]?.name.zh).toBe("mine");
});
