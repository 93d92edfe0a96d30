import { type Locale, matchLocale } from "@mortise/kit";

const MOST_PARAMETERS = 50;
const LONGEST_PARAMETER = 500;

/** The form that the address names: `/f/<slug>`. */
export function slugOf(pathname: string): string {
  return decodeURIComponent(/\/f\/([^/]+)/.exec(pathname)?.[1] ?? "");
}

/** The token of a private link to what was sent: `#s=<token>`, which browsers tell no server. */
export function tokenOf(hash: string): string {
  return new URLSearchParams(hash.slice(1)).get("s") ?? "";
}

/** The private link to what was sent by this form. */
export function ownAddress(token: string): string {
  return `${window.location.origin}${window.location.pathname}#s=${token}`;
}

/** `?lang=` before the browser's language. */
export function localeOf(search: string, browser: string): Locale {
  return matchLocale(new URLSearchParams(search).get("lang") ?? browser);
}

/** What came with the address: where the visitor comes from. The form decides which of it is kept. */
export function parametersOf(search: string): Readonly<Record<string, string>> {
  const entries = [...new URLSearchParams(search)]
    .filter(([name]) => name !== "lang")
    .slice(0, MOST_PARAMETERS);
  return Object.fromEntries(entries.map(([name, value]) => [name, value.slice(0, LONGEST_PARAMETER)]));
}

/** Tells the page around a frame how high the form is: `{ type: "mortise-form-height", height }`. */
export function reportHeight(root: HTMLElement): void {
  if (window.parent === window) return;
  const tell = () =>
    window.parent.postMessage({ type: "mortise-form-height", height: root.scrollHeight }, "*");
  new ResizeObserver(tell).observe(root);
}
