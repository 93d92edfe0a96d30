import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { launchBrowser } from "@mortise/testing/browser";
import type { SampleLogin } from "../src/setup/sample-data.ts";

const ROOT = join(import.meta.dirname, "../../..");

type Browser = Awaited<ReturnType<typeof launchBrowser>>;

/** A page of the web application. */
export type Page = Awaited<ReturnType<Browser["newPage"]>>;

/** Builds the web application, or the page of public forms, as it is served. */
export function buildWeb(app: "web" | "embed" = "web"): void {
  const built = spawnSync(
    join(ROOT, "node_modules/.bin/vite"),
    ["build", `apps/${app}`, "--logLevel", "error"],
    { cwd: ROOT, stdio: "inherit" },
  );
  if (built.status !== 0) throw new TypeError("the web application could not be built");
}

/** Signs somebody in, on a screen of a usual computer; from then on every page runs the script that measures. */
export async function signedInPage(
  browser: Browser,
  address: string,
  { login, script }: { readonly login: Pick<SampleLogin, "email" | "password">; readonly script: string },
): Promise<Page> {
  // The measuring script is not the application's: its policy would refuse it.
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    locale: "zh-CN",
    bypassCSP: true,
  });
  page.setDefaultTimeout(60_000);
  await page.goto(`${address}/sign-in`);
  await page.getByLabel("邮箱或手机号").fill(login.email);
  await page.getByRole("textbox", { name: "密码" }).fill(login.password);
  await page.getByRole("button", { name: /^登\s*录$/ }).click();
  await page.waitForURL(/\/a\//);
  await page.waitForLoadState("networkidle");
  await page.addInitScript(script);
  return page;
}
