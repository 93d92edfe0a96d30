import { findChromium } from "./chromium.ts";

/** Vitest's global setup of the browser tests: finds or unpacks the browser before the first test asks for it. */
export async function setup(): Promise<void> {
  await findChromium();
}
