import { test } from "vitest";
import { isAccessible } from "./accessible.ts";
import { fillIn, lastHour, publishPublic, WEBSITE_FORM } from "./public-form.ts";
import { useStory } from "./story.ts";

const story = useStory();
const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

/** Every kind of visitor's window. */
const WINDOWS = (["zh-CN", "en-US"] as const).flatMap((locale) =>
  (["computer", "phone"] as const).map((screen) => ({ locale, screen })),
);

test("a form, its complaints, its receipt and what was sent are accessible in both languages on every screen", async () => {
  await publishPublic(story.company, {
    editing: { hours: 24 },
    access: { verify: ["mobile"], closesAt: inHours(2) },
  });
  for (const window of WINDOWS) {
    const visitor = await story.visitor(window);
    const { page } = visitor;
    await visitor.open(WEBSITE_FORM);
    await page.getByLabel(/姓名|^Name/).waitFor();
    await isAccessible(visitor);
    await page.getByRole("button", { name: /^(提交|Submit)$/ }).click();
    await page
      .getByText(/请填写此项|Please fill this in/)
      .first()
      .waitFor();
    await isAccessible(visitor);
    await visitor.leave();
  }
  await publishPublic(story.company, { editing: { hours: 24 }, access: {} });
  for (const [index, window] of WINDOWS.entries()) {
    const visitor = await story.visitor(window);
    const { page } = visitor;
    await visitor.open(WEBSITE_FORM);
    await fillIn(visitor, `无障碍访客${index}`, `1380013940${index}`);
    await page.getByRole("button", { name: /^(提交|Submit)$/ }).click();
    await page.getByRole("heading", { name: /提交成功|Received/ }).waitFor();
    await page.getByText(/您填写的内容|What you answered/).click();
    await isAccessible(visitor);
    await page.getByRole("link", { name: /查看或修改|Look at or change it/ }).click();
    await page.getByRole("button", { name: /保存修改|Save changes/ }).waitFor();
    await isAccessible(visitor);
    await visitor.leave();
  }
});

test("so is a form that is shut: by a password, before its time, and after it", async () => {
  const shut = [
    { access: { password: "榫卯2026" }, shows: /请输入填写密码|Enter the password/ },
    { access: { opensAt: inHours(30) }, shows: /还未开放填写|Not open yet/ },
    { access: { opensAt: inHours(-3), closesAt: inHours(-1) }, shows: /填写已截止|This form is closed/ },
    { access: { windows: [lastHour()] }, shows: /现在不在开放时段|Not open at this hour/ },
  ];
  for (const { access, shows } of shut) {
    await publishPublic(story.company, { access });
    for (const window of WINDOWS) {
      const visitor = await story.visitor(window);
      await visitor.open(WEBSITE_FORM);
      await visitor.page.getByText(shows).first().waitFor();
      await isAccessible(visitor);
      await visitor.leave();
    }
  }
});
