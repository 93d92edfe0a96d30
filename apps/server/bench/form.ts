// A long form in a real browser: from key press to updated screen, filled in and in the designer: `pnpm bench form`.
import { parseArgs } from "node:util";
import { systemActor } from "@mortise/store";
import { launchBrowser } from "@mortise/testing/browser";
import { IN_PAGE } from "./form/in-page.ts";
import { wideForm } from "./form/wide-form.ts";
import { machineLine, ms, printTable } from "./print-table.ts";
import { percentile } from "./percentile.ts";
import { ADMIN, runProduct } from "./running-product.ts";
import { buildWeb, type Page, signedInPage } from "./web-page.ts";

const HEAD = ["what", "keys", "median ms", "p95 ms", "longest ms"];
const TEXT = "0 2 4 6 8 10 12 14 16 18 20 22 24 26 28";

const { values: options } = parseArgs({
  options: { fields: { type: "string", default: "200" }, rules: { type: "string", default: "100" } },
});

buildWeb();

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
    const page = await signedInPage(browser, address, { login: ADMIN, script: IN_PAGE });
    printTable(HEAD, [...(await fillIn(page, address)), ...(await design(page, address))]);
  } finally {
    await browser.close();
  }
} finally {
  await product.stop();
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
  return [what, String(times.length), ...[0.5, 0.95, 1].map((share) => ms(percentile(times, share)))];
}
