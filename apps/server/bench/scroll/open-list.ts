import type { launchBrowser } from "@mortise/testing/browser";
import type { SampleLogin } from "../../src/setup/sample-data.ts";
import { signedInPage } from "../web-page.ts";
import { IN_PAGE } from "./in-page.ts";

/** The frames of something that moved: their lengths in milliseconds, and how many showed rows without values. */
export interface Frames {
  readonly frames: readonly number[];
  readonly missing: number;
}

/** Where a jump ended: the first row in sight, and how long until its values were shown. */
export interface Landing {
  readonly row: number;
  readonly ms: number;
}

/** The list of leads in a browser, ready to be scrolled. */
export interface OpenList {
  readonly openedMs: number;
  /** Queries of records so far. */
  queries(): number;
  /** Rows there is room for. */
  count(): Promise<number>;
  toTop(): Promise<void>;
  wheel(turns: number, px: number): Promise<Frames>;
  jump(part: number): Promise<Landing>;
  drag(part: number, duration: number): Promise<Frames & Landing>;
}

const REST_MS = 1_500;

/** Signs a person in and opens the list of leads on a screen of a usual computer. */
export async function openList(
  browser: Awaited<ReturnType<typeof launchBrowser>>,
  address: string,
  login: SampleLogin,
): Promise<OpenList> {
  const page = await signedInPage(browser, address, { login, script: IN_PAGE });
  let queries = 0;
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/entities/lead/query")) queries += 1;
  });
  const started = performance.now();
  await page.goto(`${address}/a/crm/e/lead`);
  await page.waitForFunction("window.__scroll.shown()");
  const openedMs = performance.now() - started;
  await page.getByRole("grid").hover();
  return {
    openedMs,
    queries: () => queries,
    count: () => page.evaluate<number>("window.__scroll.count()"),
    async toTop() {
      await page.evaluate("window.__scroll.jump(0)");
      await page.waitForTimeout(REST_MS);
    },
    async wheel(turns, px) {
      await page.evaluate("window.__recording = window.__scroll.record()");
      for (let turn = 0; turn < turns; turn += 1) {
        await page.mouse.wheel(0, px);
        await page.waitForTimeout(16);
      }
      return page.evaluate<Frames>("window.__recording.stop()");
    },
    jump: (part) => page.evaluate<Landing>(`window.__scroll.jump(${part})`),
    drag: (part, duration) => page.evaluate<Frames & Landing>(`window.__scroll.drag(${part}, ${duration})`),
  };
}
