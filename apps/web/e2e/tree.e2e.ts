import { routes } from "@mortise/contract";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { useStory } from "./story.ts";

const story = useStory();
const customers = { app: "crm", entity: "customer" };
const ids = new Map<string, string>();

beforeAll(async () => {
  const system = await story.company.system("director");
  const make = async (name: string, above?: string) => {
    const values = { name, ...(above === undefined ? {} : { above: ids.get(above) }) };
    const { record } = await system.call(routes.createRecord, { params: customers, body: { values } });
    ids.set(name, record.id);
  };
  await make("树根集团");
  await make("华东分公司", "树根集团");
  await make("青岛办事处", "华东分公司");
  await make("独立公司");
});

async function above(name: string): Promise<unknown> {
  const api = await story.company.api("director");
  const id = ids.get(name) ?? "";
  return (await api.call(routes.getRecord, { params: { ...customers, id } })).record["above"];
}

test("companies are opened level by level, searched in their places, moved by drag; a circle is refused", async () => {
  const director = await story.person("director");
  const { page } = director;
  await director.open("/a/crm/e/customer?as=tree&s=-created_at");
  const tree = page.getByRole("tree", { name: "客户" });
  const row = (name: string) =>
    tree.getByRole("treeitem", { name, exact: true }).locator(".tree-row").first();
  await tree.getByRole("button", { name: "展开“树根集团”" }).click();
  await tree.getByRole("button", { name: "展开“华东分公司”" }).click();
  await row("青岛办事处").waitFor();
  await director.picture("tree-open-zh");

  // A closed row opens when one rests on it with something in hand.
  await tree.getByRole("button", { name: "收起“华东分公司”" }).click();
  await row("青岛办事处").waitFor({ state: "detached" });
  await row("独立公司").hover();
  const handle = await row("独立公司").getByRole("button", { name: /^拖动/ }).boundingBox();
  await page.mouse.move((handle?.x ?? 0) + 6, (handle?.y ?? 0) + 6);
  await page.mouse.down();
  await page.mouse.move((handle?.x ?? 0) + 20, (handle?.y ?? 0) + 20, { steps: 4 });
  await row("华东分公司").hover();
  await row("青岛办事处").waitFor();
  await page.mouse.up();
  await page.getByText("已把“独立公司”移到“华东分公司”之下").waitFor();
  expect(await above("独立公司")).toBe(ids.get("华东分公司"));
  await tree.getByRole("treeitem", { name: "华东分公司", exact: true }).getByText("独立公司").waitFor();

  // What stands below is no place to move to; the server would refuse it too.
  await row("华东分公司").hover();
  await director.drag(row("华东分公司").getByRole("button", { name: /^拖动/ }), row("青岛办事处"));
  expect(await above("华东分公司")).toBe(ids.get("树根集团"));
  await row("华东分公司").getByRole("button", { name: "移动“华东分公司”" }).click();
  const dialog = page.getByRole("dialog", { name: "移动“华东分公司”" });
  await dialog.getByLabel("移到哪条记录之下").click();
  const choices = page.getByRole("dialog", { name: "选择客户" });
  await choices.getByRole("searchbox").fill("青岛办事处");
  await choices.getByRole("treeitem").filter({ hasText: "青岛办事处" }).waitFor();
  await director.atRest();
  await director.picture("tree-picker-zh");
  await choices.getByTitle("青岛办事处").click();
  await choices.waitFor({ state: "hidden" });
  await dialog.getByRole("button", { name: "移动“华东分公司”" }).click();
  await page.getByText("会形成循环").waitFor();

  await page.getByRole("searchbox").first().fill("青岛办事处");
  await row("青岛办事处").waitFor();
  await row("树根集团").waitFor();
  await row("独立公司").waitFor({ state: "detached" });
  await tree.locator(".tree-row-way", { hasText: "树根集团" }).waitFor();
  await row("青岛办事处").waitFor();
  await director.picture("tree-search-zh");
  await director.leave();
});

test("on a phone the tree fits, and the upper company is chosen on a full screen", async () => {
  const phone = await story.person("director", { screen: "phone" });
  const { page } = phone;
  await phone.open("/a/crm/e/customer?as=tree&s=-created_at");
  await page.getByRole("button", { name: "展开“树根集团”" }).click();
  await page.getByRole("treeitem", { name: "华东分公司", exact: true }).waitFor();
  await fitsTheScreen(phone);
  await phone.picture("tree-phone-zh");
  await page.getByRole("button", { name: "移动“华东分公司”" }).click();
  await page
    .getByRole("dialog", { name: "移动“华东分公司”" })
    .getByRole("button", { name: "移到最上层" })
    .click();
  await page.getByText("已把“华东分公司”移到最上层").waitFor();
  expect(await above("华东分公司")).toBeNull();
  await phone.leave();
});
