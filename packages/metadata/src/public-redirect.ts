import type { LocalizedText } from "@mortise/kit";

const PLACEHOLDER = /\{([^{}]*)\}/g;
/** Where placeholders may stand: behind the host, so that no answer chooses where people go. */
const ADDRESS = /^https:\/\/([a-z0-9.-]+)(:\d{1,5})?([/?#].*)?$/i;

/** The host of an address to go to after sending; undefined when it is none. */
export function redirectHost(redirect: string): string | undefined {
  const [, host, port = ""] = ADDRESS.exec(redirect) ?? [];
  return host && URL.canParse(redirect.replace(PLACEHOLDER, "x"))
    ? `${host}${port}`.toLowerCase()
    : undefined;
}

/** The fields whose answers an address names. */
export function redirectFields(redirect: string): readonly string[] {
  return [...redirect.matchAll(PLACEHOLDER)].map(([, field = ""]) => field);
}

/** The address with what was answered in its place, escaped so that it can be nothing but a part of it. */
export function filledRedirect(redirect: string, textOf: (field: string) => string): string {
  return redirect.replace(PLACEHOLDER, (_all, field: string) => encodeURIComponent(textOf(field)));
}

/** The address with the fields it names under other ids. */
export function withFieldsRenamed(redirect: string, rename: (field: string) => string): string {
  return redirect.replace(PLACEHOLDER, (_all, field: string) => `{${rename(field)}}`);
}

/** What is wrong with an address to go to after sending; only fields that visitors fill in may stand in it. */
export function redirectProblem(redirect: string, asked: ReadonlySet<string>): LocalizedText | undefined {
  if (redirectHost(redirect) === undefined)
    return {
      zh: "跳转地址要写成 https://www.example.com/thanks，{字段} 只能放在域名之后",
      en: "Write the address as https://www.example.com/thanks; {field} may only stand behind the host",
    };
  const gone = redirectFields(redirect).find((field) => !asked.has(field));
  if (gone === undefined) return undefined;
  return {
    zh: `跳转地址里的 {${gone}} 不是表单上的字段`,
    en: `{${gone}} in the address to go to is no field of the form`,
  };
}
