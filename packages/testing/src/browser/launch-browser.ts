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
    // Without a UTF-8 locale the browser cannot open files whose names are Chinese.
    env: { ...Object.fromEntries(inherited), LC_ALL: "C.UTF-8", ...env },
    headless: true,
  });
}
