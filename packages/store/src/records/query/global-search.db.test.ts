import { expect, test } from "vitest";
import { actors, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { SearchHit } from "./search-hit.ts";

const sample = useSampleGateway();

async function search(text: string, actor: keyof typeof actors = "wang", limitPerEntity = 10) {
  return sample.gateway.search(actors[actor], "sample", text, { limitPerEntity });
}

async function titles(text: string, actor: keyof typeof actors = "wang") {
  return (await search(text, actor)).map(({ entity, hits }) => [entity, hits.map(({ title }) => title)]);
}

const marked = (text: string, marks: SearchHit["marks"]) => marks.map(([from, to]) => text.slice(from, to));

test("whole matches come first, then beginnings, titles before other fields, the newest of equals", async () => {
  const owner = people.wang;
  const given = async (values: Readonly<Record<string, unknown>>) => {
    sample.clock.advance(1_000);
    await sample.given("lead", { owner, ...values });
  };
  await given({ name: "海尔" });
  await given({ name: "海尔集团", mobile: "13800138000" });
  await given({ name: "海尔工业" });
  await given({ name: "青岛海尔" });
  await given({ name: "海信" });
  await sample.given("customer", { name: "青岛海尔工业园", owner });
  expect(await titles("海尔")).toEqual([
    ["lead", ["海尔", "海尔工业", "海尔集团", "青岛海尔"]],
    ["customer", ["青岛海尔工业园"]],
  ]);
  // The whole number beats names that begin with its digits.
  await given({ name: "13800138000 的同事" });
  expect((await titles("13800138000"))[0]?.[1]).toEqual(["海尔集团", "13800138000 的同事"]);
  expect((await titles("+86 138 0013 8000"))[0]?.[1]?.[0]).toBe("海尔集团");
});

test("hits say where they match: words, first letters, pieces of a number", async () => {
  await sample.given("lead", { name: "知行仓储", mobile: "13900137788", owner: people.wang, source: "expo" });
  const hitOf = async (text: string) => {
    const [group] = await search(text);
    const [hit] = group?.hits ?? [];
    return {
      title: marked(hit?.title ?? "", hit?.marks ?? []),
      hints: hit?.hints.map(({ field, text: hint, marks }) => [field, hint, marked(hint, marks)]),
    };
  };
  expect((await hitOf("行仓")).title).toEqual(["行仓"]);
  expect((await hitOf("zhcc")).title).toEqual(["知行仓储"]);
  const phone = await hitOf("0013 77");
  expect(phone.title).toEqual([]);
  expect(phone.hints?.[0]).toEqual(["mobile", "139 0013 7788", ["0013 77"]]);
});

test("counts are of what the actor sees", async () => {
  await sample.given(
    "lead",
    ...Array.from({ length: 12 }, (_, n) => ({ name: `海尔${n}`, owner: n < 7 ? people.wang : people.li })),
  );
  const [group] = await search("海尔", "wang", 5);
  expect(group?.count).toEqual({ value: 7, capped: false });
  expect(group?.hits).toHaveLength(5);
  expect((await search("海尔", "admin"))[0]?.count.value).toBe(12);
  expect(await search("海尔", "stranger")).toEqual([]);
  expect(await search("  ")).toEqual([]);
});

test("a keyword that is all over the table still finds its best hits among the newest", async () => {
  await sample.given(
    "lead",
    ...Array.from({ length: 300 }, (_, n) => ({ name: `线索${n}`, owner: people.wang })),
  );
  sample.clock.advance(1_000);
  await sample.given("lead", { name: "线索", owner: people.wang }, { name: "老线索", owner: people.wang });
  const [group] = await search("线索", "wang", 3);
  expect(group?.count).toEqual({ value: 200, capped: true });
  expect(group?.hits[0]?.title).toBe("线索");
});

test("nothing is found, ranked or marked by what the actor may not see", async () => {
  await sample.given(
    "lead",
    { name: "甲", internal_note: "海尔机密", mobile: "13800138001", source: "web" },
    { name: "乙海尔", internal_note: "海尔", mobile: "13800138002", source: "web" },
    { name: "海尔丙", source: "web" },
  );
  expect(await titles("海尔", "wang")).toEqual([["lead", ["海尔丙", "乙海尔"]]]);
  expect(JSON.stringify(await search("海尔", "wang"))).not.toContain("机密");
  // Mobiles are masked for auditors: neither found nor marked, and shown shortened.
  expect(await search("13800138002", "auditor")).toEqual([]);
  const [group] = await search("乙海尔", "auditor");
  const hint = group?.hits[0]?.hints.find(({ field }) => field === "mobile");
  expect(hint?.text).toMatch(/\*\*/);
  expect(hint?.marks).toEqual([]);
  expect(await search("8002", "auditor")).toEqual([]);
});
