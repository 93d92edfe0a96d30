import { expect, test } from "vitest";
import { EditHistories, EditHistory } from "./edit-history.ts";

/** Takes back at once; the change-set that did it is named after the one taken back. */
const revert = (changeSet: string): Promise<string> => Promise.resolve(`-${changeSet}`);

test("what was written is undone newest first, and redone until something else is written", async () => {
  const history = new EditHistory();
  const asked: string[] = [];
  const noting = (changeSet: string): Promise<string> => {
    asked.push(changeSet);
    return revert(changeSet);
  };
  for (const changeSet of ["a", "b"]) history.note(changeSet);
  expect(await history.step("undo", noting)).toBe(true);
  expect(await history.step("redo", noting)).toBe(true);
  expect(await history.step("undo", noting)).toBe(true);
  expect(asked).toEqual(["b", "-b", "--b"]);
  history.note("c");
  expect(await history.step("redo", noting)).toBe(false);
  await history.step("undo", noting);
  expect(asked.at(-1)).toBe("c");
});

test("steps asked for at once are made one after the other", async () => {
  const history = new EditHistory();
  const order: string[] = [];
  const slowly = async (changeSet: string): Promise<string> => {
    order.push(`begin ${changeSet}`);
    await Promise.resolve();
    order.push(`end ${changeSet}`);
    return changeSet;
  };
  for (const changeSet of ["a", "b"]) history.note(changeSet);
  await Promise.all([history.step("undo", slowly), history.step("undo", slowly)]);
  expect(order).toEqual(["begin b", "end b", "begin a", "end a"]);
});

test("a step that fails stays, and does not stop the next", async () => {
  const history = new EditHistory();
  history.note("a");
  await expect(history.step("undo", () => Promise.reject(new TypeError("offline")))).rejects.toThrow(
    "offline",
  );
  expect(await history.step("undo", revert)).toBe(true);
  expect(await history.step("undo", revert)).toBe(false);
});

test("an entity keeps its history when its list is shown anew, apart from others", async () => {
  const histories = new EditHistories();
  histories.of("lead").note("a");
  expect(await histories.of("contact").step("undo", revert)).toBe(false);
  expect(await histories.of("lead").step("undo", revert)).toBe(true);
});
