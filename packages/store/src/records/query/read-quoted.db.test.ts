import { SAMPLE_APP } from "@mortise/testing";
import { expect, test } from "vitest";
import { actors, people, useSampleGateway } from "../fixtures/sample-gateway.ts";

const sample = useSampleGateway();

test("a total over the record's own rows is quoted to whoever sees the rows", async () => {
  const [quote = ""] = await sample.given("quote", {
    name: "Q1",
    owner: people.wang,
    lines: [{ name: "a", quantity: 2, price: "300000" }],
  });
  const request = {
    entity: "quote",
    record: quote,
    values: { total: "600000.00", total_with_tax: "678000.00" },
  };
  const { items } = await sample.gateway.quoted(actors.wang, SAMPLE_APP, [request]);
  expect(items).toEqual([
    {
      total: { value: "600000.00", masked: false },
      total_with_tax: { value: "678000.00", masked: false },
    },
  ]);
});
