import { fieldCatalog } from "@mortise/fields";
import { Catalog } from "@mortise/metadata";
import { templates } from "@mortise/templates";
import { expect, test } from "vitest";
import { validateCard } from "../validate-card.ts";
import {
  chartsFor,
  draftOfQuestion,
  measureOffers,
  previewCard,
  type Question,
  splitOffers,
} from "./question.ts";

const catalog = new Catalog(templates[0]?.documents ?? [], fieldCatalog);

test("近三个月各区域线索转化率对比 is a question with columns for an answer", () => {
  const question: Question = { entity: "lead", measure: "conversion_rate", by: "region", period: "3-months" };
  const draft = draftOfQuestion(question, catalog);
  expect(draft).toMatchObject({
    chart: "bar",
    title: { zh: "近三个月各地区线索转化率" },
    dimensions: [{ field: "region", level: 4 }],
    measures: [{ function: "metric", metric: "conversion_rate" }],
    filter: { inPeriod: [{ var: "created_at" }, "last-n-months", 3] },
  });
  expect(draft && validateCard(previewCard(draft), catalog)).toEqual([]);
});

test("不同客户来源的平均成交周期 is asked along the customer, and can be drawn as a line", () => {
  const question: Question = { entity: "opportunity", measure: "deal_cycle", by: "customer.source" };
  expect(draftOfQuestion(question, catalog)?.title.zh).toBe("各客户的来源商机平均成交周期");
  expect(splitOffers(catalog, "opportunity").map(({ id }) => id)).toContain("customer.source");
  const charts = chartsFor(question, catalog).map(({ id }) => id);
  expect(charts).toContain("bar");
  expect(charts).toContain("line");
  expect(charts).not.toContain("number");
});

test("ready-made metrics are offered where the entity has what they need, with their definition", () => {
  const of = (entity: string) => measureOffers(catalog, entity).map(({ id }) => id);
  expect(of("opportunity")).toContain("deal_cycle");
  expect(of("campaign")).not.toContain("deal_cycle");
  const rate = measureOffers(catalog, "lead").find(({ id }) => id === "conversion_rate");
  expect(rate?.definition?.zh).toContain("÷");
});

test("what is not there is no question", () => {
  expect(draftOfQuestion({ entity: "lead", measure: "gone" }, catalog)).toBeUndefined();
  expect(draftOfQuestion({ entity: "lead", measure: "count", by: "gone" }, catalog)).toBeUndefined();
});
