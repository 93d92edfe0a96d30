export * from "./chromium.ts";
export * from "./launch-browser.ts";
