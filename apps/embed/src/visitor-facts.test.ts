import { expect, test } from "vitest";
import { visitorFacts } from "./visitor-facts.ts";

const facts = (agent: string, part = {}) =>
  visitorFacts({ referrer: "", address: "https://a.cn/f/x", agent, touchPoints: 0, ...part }, "zh");

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const ANDROID = "Mozilla/5.0 (Linux; Android 15; PHX110) AppleWebKit/537.36 (KHTML, like Gecko)";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  [`${IPHONE} Mobile/15E148 MicroMessenger/8.0.50`, ["手机", "iOS", "微信"]],
  [`${IPHONE} Version/18.0 Mobile/15E148 Safari/604.1`, ["手机", "iOS", "Safari"]],
  [
    `${ANDROID} Chrome/130.0 Mobile Safari/537.36 wxwork/4.1 MicroMessenger/7.0`,
    ["手机", "Android", "企业微信"],
  ],
  [`${ANDROID} Chrome/130.0 Safari/537.36`, ["平板", "Android", "Chrome"]],
  [
    "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 ArkWeb/4.1 Mobile HuaweiBrowser/5",
    ["手机", "HarmonyOS", "华为浏览器"],
  ],
  [`${WINDOWS} Chrome/130.0 Safari/537.36 Edg/130.0`, ["电脑", "Windows", "Edge"]],
  [`${MAC} Version/18.0 Safari/605.1.15`, ["电脑", "macOS", "Safari"]],
  ["curl/8.0", ["电脑", undefined, undefined]],
])("tells device, system and browser of %s", (agent, [device, system, browser]) => {
  const told = facts(agent);
  expect([told["@device"], told["@system"], told["@browser"]]).toEqual([device, system, browser]);
});

test("knows an iPad that says it is a Mac", () => {
  const told = facts(`${MAC} Version/18.0 Safari/605.1.15`, { touchPoints: 5 });
  expect(told).toMatchObject({ "@device": "平板", "@system": "iPadOS" });
});

test("tells the page before and the page itself, no longer than is kept", () => {
  const long = `https://search.cn/?q=${"x".repeat(900)}`;
  const told = facts("", { referrer: long });
  expect(told["@referrer"]).toBe(long.slice(0, 500));
  expect(told["@page"]).toBe("https://a.cn/f/x");
  expect(facts("")).not.toHaveProperty("@referrer");
});
