import { launchBrowser } from "@mortise/testing/browser";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type CompanyOptions, DemoCompany } from "./demo-company.ts";
import { Person } from "./person.ts";

type Window = NonNullable<Parameters<typeof Person.at>[2]>;

/** What a story happens in: a company of its own and the people in it. */
export interface Story {
  readonly company: DemoCompany;
  /** Somebody in front of a browser, not signed in. */
  visitor(window?: Window): Promise<Person>;
  /** A sample person, signed in, with nothing open yet: the page that signs people in has a story of its own. */
  person(name: string, window?: Window): Promise<Person>;
}

/** Gives a story file its server and its browser; whoever takes part in a failed test leaves a picture. */
export function useStory(options: CompanyOptions = {}): Story {
  let company: DemoCompany | undefined;
  let browser: Browser | undefined;
  const people: Person[] = [];
  beforeAll(async () => {
    company = await DemoCompany.start(options);
    browser = await launchBrowser();
  });
  const leavePictures = async (failed: string) => {
    for (const [index, person] of people.entries())
      if (!person.page.isClosed())
        await person.picture(`failed-${failed.replaceAll(" ", "-").slice(0, 40)}-${index}`);
  };
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await leavePictures(task.name);
  });
  let begun = false;
  beforeEach(() => {
    begun = true;
  });
  afterAll(async () => {
    // What failed before the first test, such as the publishing that a story begins with.
    if (!begun) await leavePictures("before-the-first-test");
    await browser?.close();
    await company?.stop();
  });
  const story: Story = {
    get company() {
      if (!company) throw new TypeError("the story has not begun");
      return company;
    },
    async visitor(window = {}) {
      if (!browser) throw new TypeError("the story has not begun");
      const person = await Person.at(browser, story.company.address, window);
      people.push(person);
      return person;
    },
    async person(name, window) {
      const person = await story.visitor(window);
      await person.takeSession(await story.company.session(name));
      return person;
    },
  };
  return story;
}
