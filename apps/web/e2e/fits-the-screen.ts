import { expect } from "vitest";
import type { Person } from "./person.ts";

/** Nothing on the page is wider than the screen. */
export async function fitsTheScreen(person: Person): Promise<void> {
  const wide = await person.page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  expect(wide).toBeLessThanOrEqual(0);
}
