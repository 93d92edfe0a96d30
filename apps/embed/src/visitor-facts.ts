import type { Locale } from "@mortise/kit";
import type { VisitorFact } from "@mortise/metadata";

const LONGEST = 500;

/** What is asked about the visitor's window: a part of `window` and `document`, so that tests can give another. */
export interface VisitorWindow {
  readonly referrer: string;
  readonly address: string;
  readonly agent: string;
  readonly touchPoints: number;
}

/** The visitor's own window. */
export function visitorWindow(): VisitorWindow {
  const { origin, pathname } = window.location;
  return {
    referrer: document.referrer,
    address: origin + pathname,
    agent: navigator.userAgent,
    touchPoints: navigator.maxTouchPoints,
  };
}

/** What the browser tells of where a visitor comes from; the form decides which of it is kept. */
export function visitorFacts(
  { referrer, address, agent, touchPoints }: VisitorWindow,
  locale: Locale,
): Readonly<Partial<Record<VisitorFact, string>>> {
  // An iPad says that it is a Mac.
  const isTablet = /iPad|Tablet/.test(agent) || (/Macintosh/.test(agent) && touchPoints > 1);
  const isTouched = /Mobi|iPhone|Android|HarmonyOS/.test(agent);
  const isPhone = isTouched && !isTablet && (/Mobi|iPhone/.test(agent) || !/Android/.test(agent));
  const device = isPhone ? DEVICES.phone : isTablet || isTouched ? DEVICES.tablet : DEVICES.computer;
  const system = isTablet && /Macintosh/.test(agent) ? "iPadOS" : named(SYSTEMS, agent)?.en;
  const browser = named(BROWSERS, agent)?.[locale];
  return {
    "@page": address.slice(0, LONGEST),
    "@device": device[locale],
    ...(referrer ? { "@referrer": referrer.slice(0, LONGEST) } : {}),
    ...(system ? { "@system": system } : {}),
    ...(browser ? { "@browser": browser } : {}),
  };
}

interface Name {
  readonly zh: string;
  readonly en: string;
}

const DEVICES = {
  phone: { zh: "手机", en: "Phone" },
  tablet: { zh: "平板", en: "Tablet" },
  computer: { zh: "电脑", en: "Computer" },
} as const;

const same = (name: string): Name => ({ zh: name, en: name });

/** The first that fits counts: browsers name others that they are like behind their own name. */
type Marks = readonly (readonly [RegExp, Name])[];

const SYSTEMS: Marks = [
  [/HarmonyOS|OpenHarmony/, same("HarmonyOS")],
  [/Android/, same("Android")],
  [/iPad/, same("iPadOS")],
  [/iPhone|iPod/, same("iOS")],
  [/Windows/, same("Windows")],
  [/Macintosh/, same("macOS")],
  [/Linux|X11/, same("Linux")],
];
const BROWSERS: Marks = [
  [/wxwork/i, { zh: "企业微信", en: "WeCom" }],
  [/MicroMessenger/, { zh: "微信", en: "WeChat" }],
  [/DingTalk/, { zh: "钉钉", en: "DingTalk" }],
  [/Lark|Feishu/i, { zh: "飞书", en: "Lark" }],
  [/aweme|BytedanceWebview/i, { zh: "抖音", en: "Douyin" }],
  [/ QQ\/|MQQBrowser/, same("QQ")],
  [/UCBrowser/, same("UC")],
  [/baidu/i, { zh: "百度", en: "Baidu" }],
  [/HuaweiBrowser/, { zh: "华为浏览器", en: "Huawei" }],
  [/MiuiBrowser/, { zh: "小米浏览器", en: "Xiaomi" }],
  [/Edg/, same("Edge")],
  [/Firefox|FxiOS/, same("Firefox")],
  [/Chrome|CriOS/, same("Chrome")],
  [/Safari/, same("Safari")],
];

function named(marks: Marks, agent: string): Name | undefined {
  return marks.find(([mark]) => mark.test(agent))?.[1];
}
