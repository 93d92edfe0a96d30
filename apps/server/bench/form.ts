// A long form in a real browser: from key press to updated screen, filled in and in the designer: `pnpm bench form`.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { systemActor } from "@mortise/store";
import { launchBrowser } from "@mortise/testing/browser";
import type { SampleLogin } from "../src/setup/sample-data.ts";
import { IN_PAGE } from "./form/in-page.ts";
import { wideForm } from "./form/wide-form.ts";
import { machineLine, ms, printTable } from "./print-table.ts";
import { runProduct } from "./running-product.ts";

const ROOT = join(import.meta.dirname, "../../..");
const HEAD = ["what", "keys", "median ms", "p95 ms", "longest ms"];
const TEXT = "0 2 4 6 8 10 12 14 16 18 20 22 24 26 28";

const { values: options } = parseArgs({
  options: { fields: { type: "string", default: "200" }, rules: { type: "string", default: "100" } },
});

const built = spawnSync(join(ROOT, "node_modules/.bin/vite"), ["build", "apps/web", "--logLevel", "error"], {
  cwd: ROOT,
  stdio: "inherit",
});
if (built.status !== 0) throw new TypeError("the web application could not be built");

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof launchBrowser>>["newPage"]>>;

const product = await runProduct();
try {
  const { releases } = product.server.services.store;
  const documents = wideForm(Number(options.fields), Number(options.rules));
  await releases.saveDraft(
    "crm",
    documents.map((document) => ({ document, revision: 0 })),
    systemActor,
  );
  await releases.publish("crm", { actor: systemActor });
  const { address } = product.server;
  process.stdout.write(
    `\n${machineLine(product.postgres)}; a form of ${options.fields} fields with ${options.rules} rules\n\n`,
  );
  const browser = await launchBrowser();
  try {
    const page = await signIn(browser, address);
    printTable(HEAD, [...(await fillIn(page, address)), ...(await design(page, address))]);
  } finally {
    await browser.close();
  }
} finally {
  await product.stop();
}

async function signIn(browser: Awaited<ReturnType<typeof launchBrowser>>, address: string): Promise<Page> {
  // The measuring script is not the application's: its policy would refuse it.
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    locale: "zh-CN",
    bypassCSP: true,
  });
  page.setDefaultTimeout(60_000);
  const login: Pick<SampleLogin, "email" | "password"> = {
    email: "bench@mortise.example",
    password: "bench-bench-bench",
  };
  await page.goto(`${address}/sign-in`);
  await page.getByLabel(/邮箱或手机号|E-mail or mobile/).fill(login.email);
  await page.getByRole("textbox", { name: /密码|Password/ }).fill(login.password);
  await page.getByRole("button", { name: /^登\s*录$|^Sign in$/ }).click();
  await page.waitForURL(/\/a\//);
  await page.addInitScript(IN_PAGE);
  return page;
}

async function fillIn(page: Page, address: string): Promise<readonly (readonly string[])[]> {
  await page.goto(`${address}/a/crm/e/wide`);
  await page
    .getByRole("button", { name: /新建|New/ })
    .first()
    .click();
  const drawer = page.getByRole("dialog");
  await drawer.locator('[data-field="f199"], [data-field]:last-child').first().waitFor();
  const first = drawer.locator('[data-field="f0"]').getByRole("textbox");
  const other = drawer.locator('[data-field="f24"]').getByRole("textbox");
  return [
    await typed(page, "fill in: a field that half of the rules look at", () =>
      first.pressSequentially(TEXT, { delay: 40 }),
    ),
    await typed(page, "fill in: a field that no rule looks at", () =>
      other.pressSequentially(TEXT, { delay: 40 }),
    ),
  ];
}

async function design(page: Page, address: string): Promise<readonly (readonly string[])[]> {
  await page.goto(`${address}/a/crm/build/forms/wide`);
  const item = page.locator('[data-item="f4"]');
  await item.click({ position: { x: 3, y: 3 } });
  const label = page.locator(".fd-inspector input").first();
  const lines = [
    await typed(page, "designer: type a label", () => label.pressSequentially(TEXT, { delay: 40 })),
    await typed(page, "designer: move an item with Alt+↓", async () => {
      await item.focus();
      for (let time = 0; time < 20; time += 1) {
        await page.keyboard.press("Alt+ArrowDown");
        await page.waitForTimeout(60);
      }
    }),
    await typed(page, "designer: undo", async () => {
      for (let time = 0; time < 20; time += 1) {
        await page.keyboard.press("Control+z");
        await page.waitForTimeout(60);
      }
    }),
  ];
  return [...lines, await dragged(page)];
}

async function typed(page: Page, what: string, act: () => Promise<void>): Promise<readonly string[]> {
  await page.waitForTimeout(1_500);
  await page.evaluate("__keys.take()");
  await act();
  await page.waitForTimeout(500);
  // The script answers milliseconds.
  const times = (await page.evaluate("__keys.take()")) as readonly number[];
  return line(what, times);
}

/** The lengths of frames while an item is carried over the canvas. */
async function dragged(page: Page): Promise<readonly string[]> {
  const box = await page.locator('[data-item="f2"] .fd-handle').first().boundingBox();
  if (!box) throw new TypeError("there is nothing to drag");
  const { mouse } = page;
  await mouse.move(box.x + 5, box.y + 5);
  await mouse.down();
  await mouse.move(box.x + 20, box.y + 20, { steps: 3 });
  await page.waitForTimeout(500);
  await page.evaluate("__keys.startFrames()");
  for (let time = 0; time < 60; time += 1) {
    await mouse.move(box.x + 20 + (time % 20) * 12, box.y + 20 + time * 6);
    await page.waitForTimeout(16);
  }
  const frames = (await page.evaluate("__keys.takeFrames()")) as readonly number[];
  await page.keyboard.press("Escape");
  await mouse.up();
  return line("designer: frames of a drag", frames);
}

function line(what: string, times: readonly number[]): readonly string[] {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return [what, String(times.length), ms(at(0.5)), ms(at(0.95)), ms(sorted.at(-1) ?? Number.NaN)];
}
