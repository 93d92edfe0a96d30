import { launchBrowser } from "@mortise/testing/browser";
import { expect, test } from "vitest";
import { drawn } from "./person.ts";

test("the browser of the tests draws a page", async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 375, height: 200 } });
    await page.goto(`data:text/html;charset=utf-8,${encodeURIComponent("<h1>榫卯 Mortise</h1>")}`);
    expect(await page.textContent("h1")).toBe("榫卯 Mortise");
    const picture = await drawn(page);
    expect(picture.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect(picture.readUInt32BE(16)).toBe(375);
  } finally {
    await browser.close();
  }
});
