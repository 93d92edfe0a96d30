import { routes } from "@mortise/contract";
import type { Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();

beforeAll(async () => {
  await (await story.company.api("ops")).call(routes.updateMe, { body: { locale: "en" } });
});

/** More than stand between any two things on a page. */
const MOST_TABS = 120;

/** Goes on with Tab until the keyboard is at something, as people without a mouse do. */
async function tabTo({ page }: Person, place: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await place.waitFor();
  for (let time = 0; time < MOST_TABS; time += 1) {
    if (
      await place.evaluate((element: { matches: (selector: string) => boolean }) => element.matches(":focus"))
    )
      return;
    await page.keyboard.press(key);
  }
  throw new TypeError(`the keyboard does not come to ${String(place)}`);
}

/** Presses a button that the keyboard was led to. */
async function pressOn(person: Person, button: Locator): Promise<void> {
  await tabTo(person, button);
  await person.page.keyboard.press("Enter");
}

/** Types into a box that the keyboard was led to. */
async function typeInto(person: Person, box: Locator, text: string): Promise<void> {
  await tabTo(person, box);
  await person.page.keyboard.type(text);
}

/** Chooses from a list with the arrow keys, by typing first where the list can be searched. */
async function chooseBy(person: Person, field: Locator, text: string): Promise<void> {
  const { page } = person;
  await tabTo(person, field);
  if (await field.isEditable()) await page.keyboard.type(text);
  else await page.keyboard.press("ArrowDown");
  const list = page.locator(".ant-select-dropdown:visible");
  await list.locator(".ant-select-item-option", { hasText: text }).first().waitFor();
  const active = list.locator(".ant-select-item-option-active", { hasText: text });
  for (let time = 0; time < MOST_TABS && (await active.count()) === 0; time += 1)
    await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

test("ten fields, a rule and a child table from an empty page, without touching the mouse, in English", async () => {
  const person = await story.person("ops", { locale: "en-US" });
  const { page } = person;
  const { keyboard } = page;
  await person.open("/a/crm/build/entities");
  await pressOn(person, page.getByRole("button", { name: "New entity" }));
  const entity = page.getByRole("dialog", { name: "New entity" });
  await typeInto(person, entity.getByLabel("English name"), "Visit");
  await pressOn(person, entity.getByRole("button", { name: "Create" }));
  await page.getByRole("heading", { name: "Visit" }).waitFor();
  await person.open("/a/crm/build/forms");
  await pressOn(person, page.getByRole("button", { name: "New form" }));
  const dialog = page.getByRole("dialog", { name: "New form" });
  await typeInto(person, dialog.getByLabel("English name"), "Visits");
  await chooseBy(person, dialog.getByRole("combobox"), "Visit");
  await pressOn(person, dialog.getByRole("button", { name: "Create" }));

  const form = page.getByRole("main", { name: "Form canvas" });
  const on = (name: string) => form.getByRole("group", { name, exact: true });
  const rename = page.getByRole("textbox", { name: "Rename" });
  await tabTo(person, on("Name"));
  // Enter adds the next field and asks what it is called.
  for (const name of ["Company", "Mobile", "Car", "Host", "Room", "Purpose", "Badge", "Remarks"]) {
    await keyboard.press("Enter");
    await rename.waitFor();
    await keyboard.type(name);
    await keyboard.press("Enter");
    await on(name).waitFor();
  }
  // Fields of another type come from the palette: `/` leads to its search.
  const add = async (typed: string, type: string, name: string) => {
    await keyboard.press("/");
    await keyboard.type(typed);
    const palette = page.getByRole("complementary", { name: "Fields to add" });
    await pressOn(person, palette.getByRole("button", { name: type, exact: true }).first());
    await rename.waitFor();
    await keyboard.type(name);
    await keyboard.press("Enter");
    await on(name).waitFor();
  };
  await add("Number", "Number", "Guests");
  await add("Sub", "Sub-table", "People");
  const columns = page.getByRole("region", { name: "Columns of the rows" });
  await pressOn(person, columns.getByRole("button", { name: "Add a column" }));
  await expect.poll(() => columns.getByRole("textbox").count()).toBe(2);
  await person.atRest();
  await person.picture("keyboard-ten-fields-en");

  await tabTo(person, page.getByRole("button", { name: "Rules", exact: true }), "Shift+Tab");
  await keyboard.press("Enter");
  const rules = page.getByRole("dialog", { name: "Form rules" });
  await pressOn(person, rules.getByRole("button", { name: "Add a rule" }));
  const when = rules.getByRole("region", { name: "When", exact: true });
  await pressOn(person, when.getByRole("button", { name: /Add condition$/ }));
  await chooseBy(person, when.getByRole("combobox", { name: "Field", exact: true }), "Guests");
  await chooseBy(person, when.getByRole("combobox", { name: "Comparison" }), "is greater than");
  await typeInto(person, when.getByRole("group", { name: "Value" }).getByRole("textbox"), "5");
  const then = rules.getByRole("region", { name: "Then", exact: true });
  await chooseBy(person, then.getByRole("combobox", { name: "Which fields" }), "Room");
  await keyboard.press("Escape");
  await rules.getByText(/Room/).first().waitFor();
  await person.atRest();
  await person.picture("keyboard-rule-en");
  await page.getByText(/Draft saved/).waitFor();

  const api = await story.company.api("ops");
  const { documents } = await api.call(routes.getDraft, { params: { app: "crm" } });
  const visit = documents.flatMap(({ document }) =>
    document.kind === "entity" && document.name.en === "Visit" ? [document] : [],
  )[0];
  expect(visit?.fields).toHaveLength(11);
  expect(visit?.rules).toMatchObject([{ actions: [{ type: "require" }] }]);
  await person.leave();
});

test("the lead form is built again on the phone, with the finger alone", async () => {
  const phone = await story.person("ops", { screen: "phone", locale: "en-US" });
  const { page } = phone;
  await phone.open("/a/crm/build/forms");
  await page.getByRole("button", { name: "New form" }).click();
  const dialog = page.getByRole("dialog", { name: "New form" });
  await dialog.getByLabel("English name").fill("Lead on the phone");
  await phone.choose(dialog.getByRole("combobox"), "Lead");
  await dialog.getByRole("button", { name: "Create" }).click();
  const form = page.getByRole("main", { name: "Form canvas" });
  const on = (name: string) => form.getByRole("group", { name, exact: true });
  await on("Name").waitFor();
  await phone.atRest();
  await phone.picture("phone-form-begun-en");
  // Everything is there already: what is not wanted is taken out, a section is added and filled.
  await on("WeChat").click({ position: { x: 6, y: 6 } });
  await on("WeChat").getByRole("button", { name: "Remove" }).click();
  await on("WeChat").waitFor({ state: "detached" });
  const palette = page.getByRole("complementary", { name: "Fields to add" });
  await palette.getByRole("textbox", { name: "Search fields" }).fill("Section");
  await palette.getByRole("button", { name: "Section", exact: true }).click();
  await on("Section").waitFor();
  await on("Section").getByText("Section", { exact: true }).click();
  await page.getByRole("textbox", { name: "Rename" }).fill("More");
  await page.getByRole("textbox", { name: "Rename" }).press("Enter");
  await on("More").waitFor();
  await on("E-mail").click({ position: { x: 6, y: 6 } });
  await phone.choose(page.getByRole("combobox", { name: "Move to…" }), "More");
  await on("More").getByRole("group", { name: "E-mail", exact: true }).waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("phone-form-built-en");
  await page.getByRole("button", { name: "Preview" }).click();
  const preview = page.getByRole("dialog", { name: "Preview" });
  await preview.getByLabel("E-mail", { exact: true }).waitFor();
  await phone.leave();
});
