import { type Locale, matchLocale } from "@mortise/kit";

const MOST_PARAMETERS = 50;
const LONGEST_PARAMETER = 500;

/** The form, or the query, that the address names: `/f/<slug>`, `/q/<slug>`. */
export function slugOf(pathname: string): string {
  return decodeURIComponent(/\/[fq]\/([^/]+)/.exec(pathname)?.[1] ?? "");
}

/** Whether the address names a query. */
export function isQuery(pathname: string): boolean {
  return /\/q\/[^/]+/.test(pathname);
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
    .filter(([name]) => name !== "lang" && name !== SIGNED && !name.startsWith(FILLED))
    .slice(0, MOST_PARAMETERS);
  return Object.fromEntries(entries.map(([name, value]) => [name, value.slice(0, LONGEST_PARAMETER)]));
}

/** What a link fills in: answers that may be changed, and signed ones that the server reads. */
export interface Prefill {
  /** By field, as text. */
  readonly open: Readonly<Record<string, string>>;
  readonly signed?: string;
}

const FILLED = "f.";
const SIGNED = "signed";

/** What the address fills in: `?f.<field>=…` and `?signed=…`. */
export function prefillOf(search: string): Prefill {
  const entries = [...new URLSearchParams(search)];
  const open = entries.filter(([name]) => name.startsWith(FILLED));
  const signed = entries.find(([name]) => name === SIGNED)?.[1];
  return {
    open: Object.fromEntries(open.map(([name, text]) => [name.slice(FILLED.length), text])),
    ...(signed === undefined ? {} : { signed }),
  };
}

/** Tells the page around a frame how high the form is: `{ type: "mortise-form-height", height }`. */
export function reportHeight(root: HTMLElement): void {
  if (window.parent === window) return;
  const tell = () =>
    window.parent.postMessage({ type: "mortise-form-height", height: root.scrollHeight }, "*");
  new ResizeObserver(tell).observe(root);
}
