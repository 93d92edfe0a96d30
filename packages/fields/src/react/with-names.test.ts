import type { FieldContext } from "../field-type.ts";
import { expect, test } from "vitest";
import { withNames } from "./with-names.ts";

const context: FieldContext = {
  locale: "en",
  timeZone: "Asia/Shanghai",
  label: () => undefined,
  find: () => undefined,
};

/** People, teams and records by their names, found by any part; notes what is looked up. */
function searches(known: Readonly<Record<string, readonly (readonly [id: string, name: string])[]>>) {
  const asked: string[] = [];
  const search = (target: string, text: string) => {
    asked.push(`${target} ${text}`);
    const found = (known[target] ?? []).filter(([, name]) => name.includes(text));
    return Promise.resolve(found.map(([id, label]) => ({ id, label })));
  };
  const services = {
    searchUsers: (text: string) => search("user", text),
    searchTeams: (text: string) => search("team", text),
    searchRecords: (entity: string, text: string) => search(entity, text),
  };
  return { services, asked };
}

test("each name is looked up once, where it belongs", async () => {
  const { services, asked } = searches({
    user: [["u1", "Wang"]],
    team: [["t1", "East"]],
    company: [["c1", "Wang"]],
  });
  const found = await withNames(context, services, (all) => {
    for (const text of ["Wang", "Wang"]) all.find("user", text);
    all.find("team", "East");
    all.find("company", "Wang");
  });
  expect(asked.toSorted()).toEqual(["company Wang", "team East", "user Wang"]);
  expect(found.find("user", "Wang")).toBe("u1");
  expect(found.find("team", "East")).toBe("t1");
  expect(found.find("company", "Wang")).toBe("c1");
});

test("only exactly one of exactly that name is taken", async () => {
  const { services } = searches({
    user: [
      ["u1", "Li"],
      ["u2", "Li"],
      ["u3", "Wang Wu"],
    ],
  });
  const found = await withNames(context, services, (all) => {
    for (const text of ["Li", "Wang", "Wang Wu"]) all.find("user", text);
  });
  expect(["Li", "Wang", "Wang Wu", "never asked"].map((text) => found.find("user", text))).toEqual([
    undefined,
    undefined,
    "u3",
    undefined,
  ]);
});

test("a paste of very many names looks the first 500 up and leaves the others unread", async () => {
  const people = Array.from({ length: 600 }, (_, index) => [`u${index}`, `name ${index}.`] as const);
  const { services, asked } = searches({ user: people });
  const found = await withNames(context, services, (all) => {
    for (const [, name] of people) all.find("user", name);
  });
  expect(asked.length).toBe(500);
  expect(found.find("user", "name 499.")).toBe("u499");
  expect(found.find("user", "name 500.")).toBeUndefined();
});

test("records are asked for by what tells them apart, where that is known", async () => {
  const { services, asked } = searches({ company: [["c9", "KH-1 and more"]] });
  const findRecord = (entity: string, text: string) =>
    Promise.resolve(entity === "company" && text === "KH-1" ? { id: "c1", label: "Wang" } : undefined);
  const found = await withNames(context, { ...services, findRecord }, (all) => {
    all.find("company", " KH-1 ");
    all.find("company", "nobody");
  });
  expect(asked).toEqual([]);
  expect(found.find("company", " KH-1 ")).toBe("c1");
  expect(found.find("company", "nobody")).toBeUndefined();
});
