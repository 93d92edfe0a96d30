import { spawn } from "node:child_process";
import { once } from "node:events";
import { findChromium } from "@mortise/testing/browser";

/** Fetched from the package registry when this bench asks for it: nothing else in the project needs it. */
const PACKAGE = "lighthouse@13.5.0";

/** What Lighthouse says of a page, as on a phone with a slow connection, which it simulates. */
export interface PageReport {
  readonly performance: number;
  readonly accessibility: number;
  readonly firstPaintMs: number;
  readonly largestPaintMs: number;
  readonly blockingMs: number;
  readonly shift: number;
}

interface LighthouseResult {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, { readonly numericValue?: number }>>;
}

/** Looks at a page once; undefined where Lighthouse cannot be had. */
export async function lighthouse(url: string): Promise<PageReport | undefined> {
  const { executablePath, args, env } = await findChromium();
  const options = ["--output=json", "--quiet", "--only-categories=performance,accessibility"];
  const flags = `--chrome-flags=--headless=new ${args.join(" ")}`;
  const child = spawn("npx", ["--yes", PACKAGE, url, ...options, flags], {
    env: { ...process.env, ...env, CHROME_PATH: executablePath },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
  });
  await once(child, "close");
  return child.exitCode === 0 ? reportOf(JSON.parse(text) as LighthouseResult) : undefined; // Lighthouse's own format
}

function reportOf({ categories, audits }: LighthouseResult): PageReport {
  const score = (id: string): number => Math.round((categories[id]?.score ?? Number.NaN) * 100);
  const value = (id: string): number => audits[id]?.numericValue ?? Number.NaN;
  return {
    performance: score("performance"),
    accessibility: score("accessibility"),
    firstPaintMs: value("first-contentful-paint"),
    largestPaintMs: value("largest-contentful-paint"),
    blockingMs: value("total-blocking-time"),
    shift: value("cumulative-layout-shift"),
  };
}
