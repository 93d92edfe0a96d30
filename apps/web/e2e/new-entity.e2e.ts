import { routes } from "@mortise/contract";
import { beforeAll, expect, test } from "vitest";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();
let ops: Person;

beforeAll(async () => {
  ops = await story.person("ops");
});

test("an entity made by hand stands in the menu of the draft, and the entry can be taken back", async () => {
  const { page } = ops;
  await ops.open("/a/crm/build/entities");
  await page.getByRole("button", { name: "新建实体" }).click();
  const dialog = page.getByRole("dialog", { name: "新建实体" });
  await dialog.getByLabel("中文名称").fill("供应商");
  await dialog.getByRole("button", { name: /创\s*建/ }).click();
  const notice = page.getByText(/已加入菜单/);
  await notice.waitFor();
  await page.getByRole("link", { name: "菜单" }).click();
  await page.getByRole("listitem").filter({ hasText: "供应商" }).first().waitFor();
  // While the mouse rests on it the notice stays.
  await notice.hover();
  await ops.picture("entity-in-menu-zh");
  await page
    .locator(".ant-message-notice")
    .getByRole("button", { name: /撤\s*销/ })
    .click();
  await page.getByRole("listitem").filter({ hasText: "供应商" }).first().waitFor({ state: "detached" });
});

test("a file that is no table is refused by name; one that is becomes an entity while the draft stays a draft", async () => {
  const { page } = ops;
  await ops.open("/a/crm/e/lead/import");
  await page.getByText("把文件拖到这里").waitFor();
  await page.evaluate(`(() => {
    const data = new DataTransfer();
    data.items.add(new File(["%PDF"], "合同.pdf", { type: "application/pdf" }));
    document.querySelector(".ant-upload-btn").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
  })()`);
  await page.getByRole("alert").getByText("“合同.pdf”不是表格文件").waitFor();
  await ops.picture("import-wrong-kind-zh");
  await page.locator("input[type=file]").setInputFiles({
    name: "车辆.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("车牌,品牌\n鲁A12345,比亚迪\n鲁B54321,红旗\n"),
  });
  await page.getByRole("button", { name: "用这个文件新建实体" }).click();
  await page.getByRole("button", { name: "创建并发布" }).click();
  await page.getByText(/已匹配 2 \/ 2 列/).waitFor();
  await page.getByRole("heading", { name: "导入车辆" }).waitFor();
  await ops.picture("entity-from-file-zh");

  const api = await story.company.api("ops");
  const { documents } = await api.call(routes.getApp, { params: { app: "crm" } });
  const names = documents.flatMap((each) => (each.kind === "entity" ? [each.name.zh] : []));
  expect(names).toContain("车辆");
  expect(names).not.toContain("供应商");
  const draft = await api.call(routes.getDraft, { params: { app: "crm" } });
  expect(draft.changed).toBeGreaterThan(0);
  await ops.open("/a/crm");
  await page.getByRole("link", { name: "车辆" }).first().waitFor();
});
