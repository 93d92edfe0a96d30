import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { countLeads, fillIn, publishPublic, WEBSITE_FORM } from "./public-form.ts";
import { useStory } from "./story.ts";

/** What arrived on the telephones of visitors. */
const messages: {
  readonly to: string;
  readonly text: string;
  readonly template: { readonly code: string };
}[] = [];
const gateway = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += String(chunk)));
  request.on("end", () => {
    messages.push(JSON.parse(body) as (typeof messages)[number]); // what our own server sends
    response.writeHead(200).end();
  });
});
await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
const { port } = gateway.address() as AddressInfo; // listens on TCP
afterAll(() => gateway.close());

const story = useStory({ env: { SMS_URL: `http://127.0.0.1:${port}/send` } });

let form = "";
beforeAll(async () => {
  form = await publishPublic(story.company, { access: { verify: ["mobile"], proof: "light" } });
});

/** The code that was sent to a number. */
async function codeFor(number: string): Promise<string> {
  await expect.poll(() => messages.some(({ to }) => to === number), { timeout: 20_000 }).toBe(true);
  return messages.findLast(({ to }) => to === number)?.template.code ?? "";
}

test("a visitor proves the mobile number with the code that it was sent", async () => {
  const visitor = await story.visitor({ screen: "phone" });
  const { page } = visitor;
  await visitor.open(WEBSITE_FORM);
  await fillIn(visitor, "验证码访客", "13800139301");
  await page.getByRole("button", { name: "提交" }).click();
  await page.getByText("请输入收到的验证码").waitFor();
  await page.getByRole("button", { name: "获取验证码" }).click();
  await page.getByText("验证码已发送到 13800139301").waitFor();
  const code = await codeFor("+8613800139301");
  const wrong = code === "111111" ? "222222" : "111111";
  await page.getByRole("textbox", { name: "6 位验证码" }).fill(wrong);
  await page.getByRole("button", { name: "提交" }).click();
  await page.getByText("验证码不正确，请核对后重新输入").waitFor();
  await fitsTheScreen(visitor);
  await visitor.picture("public-code-phone-zh");
  await page.getByRole("textbox", { name: "6 位验证码" }).fill(code);
  await page.getByRole("button", { name: "提交" }).click();
  await page.getByRole("heading", { name: "提交成功" }).waitFor();
  expect(await countLeads(story.company, "验证码访客")).toBe(1);
});

test("a code is asked for once a minute, in English too", async () => {
  const visitor = await story.visitor({ locale: "en-US" });
  const { page } = visitor;
  await visitor.open(WEBSITE_FORM);
  await fillIn(visitor, "Code Visitor", "13800139302");
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByText("A code is on its way to 13800139302").waitFor();
  expect(await page.getByRole("button", { name: /^Again in \d+ s$/ }).isDisabled()).toBe(true);
  // Another window has no count-down, but the server has.
  await page.reload();
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByText(/^Too many codes were asked for/).waitFor();
  await visitor.picture("public-code-en");
});

test("whoever runs the form sees which fields can be proved, and what the server is not set up for", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open(`/a/crm/build/forms/${form}`);
  await page.getByRole("button", { name: "公开表单" }).click();
  await page.getByRole("tab", { name: "安全" }).click();
  await page.getByRole("combobox", { name: "用验证码确认的字段" }).waitFor();
  expect(await page.getByText(/服务器还没有配置短信/).count()).toBe(0);
  await ops.atRest();
  await ops.picture("public-code-settings-zh");
});
