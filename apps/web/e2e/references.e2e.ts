import { routes } from "@mortise/contract";
import { expect, test } from "vitest";
import { useStory } from "./story.ts";

const story = useStory();

test("a customer's page lists its deals; a new one from there points back, counts, and sorts the list", async () => {
  const system = await story.company.system("director");
  const { record } = await system.call(routes.createRecord, {
    params: { app: "crm", entity: "customer" },
    body: { values: { name: "关联测试客户" } },
  });
  const director = await story.person("director");
  const { page } = director;
  await director.open(`/a/crm/e/customer/${record.id}`);
  const deals = page.getByRole("region", { name: "商机" });
  await deals.getByText("还没有记录").waitFor();
  await deals.getByRole("button", { name: "新建商机" }).click();
  const form = page.getByRole("dialog", { name: "新建商机" });
  await form.getByText("关联测试客户").waitFor();
  await form.getByRole("textbox", { name: "商机名称" }).fill("从客户页新建");
  await director.picture("related-form-zh");
  await form.getByRole("button", { name: /^保\s*存$/ }).click();
  await deals.getByRole("link", { name: "从客户页新建" }).waitFor();
  await page.locator("dl", { hasText: "进行中商机" }).getByText("1", { exact: true }).first().waitFor();
  await director.picture("related-list-zh");

  const { items } = await system.call(routes.queryRecords, {
    params: { app: "crm", entity: "customer" },
    body: {
      fields: ["name", "open_count"],
      filter: { "==": [{ var: "name" }, "关联测试客户"] },
      sort: [{ field: "open_count", descending: true }],
    },
  });
  expect(items[0]?.["open_count"]).toBe("1");

  await page.setViewportSize({ width: 375, height: 740 });
  await deals.scrollIntoViewIfNeeded();
  await director.picture("related-list-phone-zh");
  await director.leave();
});

test("lookups, rollups and several references are set up in the entity editor", async () => {
  const ops = await story.person("ops");
  await ops.open("/a/crm/build/entities/customer");
  await ops.page.getByText("赢单金额").first().click();
  await ops.page.getByText("汇总哪个列表").waitFor();
  await ops.page.getByText("只汇总符合条件的记录").waitFor();
  await ops.picture("rollup-settings-zh");
  await ops.leave();
});
