import axe, { type AxeResults } from "axe-core";
import { expect } from "vitest";
import type { Person } from "./person.ts";

/** Finds nothing on the screen that keeps people with assistive technology out; names what it finds. */
export async function isAccessible(person: Person): Promise<void> {
  await person.atRest();
  // As an expression of the page's own world: its content policy takes no script from us.
  await person.page.evaluate(axe.source);
  const { violations, passes } = await person.page.evaluate<AxeResults>("axe.run(document)");
  // Otherwise nothing was looked at.
  expect(passes.length).toBeGreaterThan(10);
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" ")}`,
  );
  expect(found).toEqual([]);
}
