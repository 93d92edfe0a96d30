import { type Browser, chromium } from "playwright-core";
import { findChromium } from "./chromium.ts";

/** Starts a headless browser for tests and screenshots; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, args, env } = await findChromium();
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return await chromium.launch({
    executablePath,
    args: [...args],
    env: { ...Object.fromEntries(inherited), ...env },
    headless: true,
  });
}
