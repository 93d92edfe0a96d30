import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { countLeads, fillIn, publishPublic, WEBSITE_FORM } from "./public-form.ts";
import { useStory } from "./story.ts";

const story = useStory();

let form = "";
beforeAll(async () => {
  form = await publishPublic(story.company, { access: { proof: "normal" } });
});

test("the browser of a visitor does the work asked for, and nobody has to look at a picture", async () => {
  const visitor = await story.visitor({ screen: "phone" });
  const { page } = visitor;
  const workers: string[] = [];
  page.on("worker", (worker) => workers.push(worker.url()));
  await visitor.open(WEBSITE_FORM);
  await page.getByLabel("姓名").waitFor();
  // Whoever only looks at the form works for nothing.
  expect(workers).toEqual([]);
  await fillIn(visitor, "验证访客", "13800139101");
  await page.getByRole("button", { name: "提交" }).click();
  await page.getByRole("heading", { name: "提交成功" }).waitFor();
  expect(workers).toHaveLength(1);
  expect(await countLeads(story.company, "验证访客")).toBe(1);
});

test("what was kept without a connection does the work when it is back", async () => {
  const visitor = await story.visitor({ locale: "en-US" });
  const { page } = visitor;
  await visitor.open(WEBSITE_FORM);
  await page.getByLabel("Name").waitFor();
  await page.context().setOffline(true);
  await fillIn(visitor, "Guarded Later", "13800139102");
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByRole("button", { name: "Keep it on this device and send it later" }).click();
  await page.getByRole("heading", { name: "Kept on this device" }).waitFor();
  await page.context().setOffline(false);
  await page.getByText("1 kept on this device have been sent").waitFor();
  expect(await countLeads(story.company, "Guarded Later")).toBe(1);
});

test("whoever runs the form chooses how hard the check is", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open(`/a/crm/build/forms/${form}`);
  await page.getByRole("button", { name: "公开表单" }).click();
  await page.getByRole("tab", { name: "安全" }).click();
  await ops.choose(page.getByRole("combobox", { name: "防机器人验证" }), /^强/);
  await fitsTheScreen(ops);
  await ops.atRest();
  await ops.picture("public-guard-zh");
});
