import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import type { Login } from "./demo-company.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
/** Pictures of a story; with `MORTISE_PICTURES=1` they replace the ones in the documentation. */
const PICTURES = process.env["MORTISE_PICTURES"] ? join(ROOT, "docs/images") : join(ROOT, "test-results");

/** Sizes of the screens people use. */
export const SCREENS = {
  computer: { width: 1440, height: 900 },
  phone: { width: 375, height: 760 },
} as const;

/**
 * People in stories want nothing to move, unless a story is about those who do not mind: a busy machine draws few of the
 * steps between, and a hand that waits for none misses what moves. With `MORTISE_MOTION=full` nobody minds.
 */
const MOTION = process.env["MORTISE_MOTION"] === "full" ? "full" : "reduced";

const DRAWING_TRIES = 3;

/** A picture of the page. On a busy machine the browser now and then has none ready to give: then it is asked again. */
export async function drawn(page: Page, options: Parameters<Page["screenshot"]>[0] = {}): Promise<Buffer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await page.screenshot(options);
    } catch (error) {
      const isPassing = error instanceof Error && error.message.includes("Unable to capture screenshot");
      if (!isPassing || tries === DRAWING_TRIES) throw error;
    }
  }
}

/** A person at a browser of their own: does what people do, by the words that are on the screen. */
export class Person {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #address: string;

  private constructor(context: BrowserContext, page: Page, address: string) {
    this.#context = context;
    this.page = page;
    this.#address = address;
  }

  /** Opens a browser window. */
  static async at(
    browser: Browser,
    address: string,
    options: { screen?: keyof typeof SCREENS; locale?: "zh-CN" | "en-US"; motion?: "full" | "reduced" } = {},
  ): Promise<Person> {
    const context = await browser.newContext({
      viewport: SCREENS[options.screen ?? "computer"],
      locale: options.locale ?? "zh-CN",
      reducedMotion: (options.motion ?? MOTION) === "full" ? "no-preference" : "reduce",
    });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    return new Person(context, page, address);
  }

  /** Signs in through the page. */
  async signIn(login: Login): Promise<void> {
    await this.open("/sign-in");
    await this.page.getByLabel(/邮箱或手机号|E-mail or mobile/).fill(login.email);
    await this.page.getByRole("textbox", { name: /密码|Password/ }).fill(login.password);
    await this.page.getByRole("button", { name: /^登\s*录$|^Sign in$/ }).click();
    await this.page.waitForURL(/\/a\//);
  }

  /** Is signed in from now on by the cookies of a session. */
  async takeSession(cookies: string): Promise<void> {
    await this.#context.addCookies(
      cookies.split("; ").map((cookie) => {
        const [name = "", value = ""] = cookie.split("=");
        return { name, value, url: this.#address, httpOnly: true };
      }),
    );
  }

  /** Goes to an address of the application, or to a whole link that somebody sent. */
  async open(path: string): Promise<void> {
    await this.page.goto(path.startsWith("http") ? path : this.#address + path);
  }

  /**
   * Chooses from a list: by typing the text of the choice, or by a pattern of it without typing. A list of which one
   * thing is chosen has gone when this is done, so that the next one is not taken for it.
   */
  async choose(field: Locator, text: string | RegExp): Promise<void> {
    await field.click();
    if (typeof text === "string" && (await field.isEditable())) await field.fill(text);
    const id = await field.getAttribute("aria-controls");
    const all = this.page.locator(".ant-select-dropdown:visible");
    const list = id === null ? all : all.filter({ has: this.page.locator(`[id="${id}"]`) });
    const isMany =
      (await field.locator("xpath=ancestor::*[contains(@class, 'ant-select-multiple')]").count()) > 0;
    await list.locator(".ant-select-item-option", { hasText: text }).first().click();
    if (!isMany) await list.waitFor({ state: "hidden" });
  }

  /** Waits until what opens or closes has come to rest: on a busy machine a moving button is missed. */
  async atRest(): Promise<void> {
    await this.page.evaluate(
      `Promise.all(document.getAnimations()
        .filter((each) => each.effect?.getTiming().iterations !== Infinity)
        .map((each) => each.finished.catch(() => undefined))).then(() => undefined)`,
    );
  }

  /** Drags one thing onto another as a hand with a mouse does. */
  async drag(from: Locator, to: Locator, at: { x: number; y: number } = { x: 0.5, y: 0.5 }): Promise<void> {
    await to.waitFor();
    await this.atRest();
    await from.scrollIntoViewIfNeeded();
    const [start, end] = [await from.boundingBox(), await to.boundingBox()];
    if (!start || !end) throw new TypeError("there is nothing to drag, or nowhere to drop it");
    const { mouse } = this.page;
    await mouse.move(start.x + start.width / 2, start.y + start.height / 2);
    await mouse.down();
    await mouse.move(start.x + start.width / 2 + 8, start.y + start.height / 2 + 8, { steps: 4 });
    await mouse.move(end.x + end.width * at.x, end.y + end.height * at.y, { steps: 12 });
    await mouse.move(end.x + end.width * at.x, end.y + end.height * at.y + 1);
    await mouse.up();
  }

  /** Changes the application to English, and waits until that is kept: pages opened next are English too. */
  async speakEnglish(): Promise<void> {
    if (this.page.url() === "about:blank") await this.open("/");
    const kept = this.page.waitForResponse((answer) => answer.request().method() === "PATCH");
    await this.page.getByText("English", { exact: true }).click();
    await kept;
  }

  /** Keeps a picture of what is on the screen. */
  async picture(name: string): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    await this.#lendFont();
    await this.page.evaluate("document.fonts.ready");
    await drawn(this.page, { path: join(PICTURES, `${name}.png`), animations: "disabled" });
  }

  /** Public forms bring no fonts of their own; on a machine without Chinese fonts the application lends its one. */
  async #lendFont(): Promise<void> {
    if (!/^\/[fq]\//.test(new URL(this.page.url()).pathname)) return;
    const home = await (await fetch(this.#address)).text();
    const style = /href="(\/assets\/[^"]+\.css)"/.exec(home)?.[1];
    if (style) await this.page.addStyleTag({ url: this.#address + style });
    await this.page.addStyleTag({
      content: "body, input, select, textarea, button { font-family: 'Noto Sans SC Variable', sans-serif }",
    });
  }

  /** Closes the window. */
  async leave(): Promise<void> {
    await this.#context.close();
  }
}
