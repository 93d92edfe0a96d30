import type { Locator } from "playwright-core";
import type { Person } from "./person.ts";

/** Opens what the draft will change, from the bar above every build page. */
export async function openPublishing({ page }: Person): Promise<Locator> {
  await page
    .locator(".draft-bar")
    .getByRole("button", { name: /发\s*布/ })
    .click();
  const dialog = page.getByRole("dialog", { name: "发布更改" });
  await dialog.getByRole("list", { name: "将要生效的更改" }).getByRole("listitem").first().waitFor();
  return dialog;
}

/** Publishes what the dialog shows. */
export async function publishFrom(dialog: Locator): Promise<void> {
  await dialog.getByRole("button", { name: /^发\s*布$/ }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** Publishes the draft. */
export async function publish(person: Person): Promise<void> {
  await publishFrom(await openPublishing(person));
}
