import type { LocalizedText } from "@mortise/kit";
import { both, code, page, table } from "./markdown.ts";

/** What the page says of one variable of the server's environment. */
export interface EnvironmentSetting {
  readonly name: string;
  readonly fallback: LocalizedText;
  readonly meaning: LocalizedText;
}

/** The reference of the server's settings, all of them environment variables. */
export function settingsPage(settings: readonly EnvironmentSetting[]): string {
  const rows = settings.map(({ name, fallback, meaning }) => [code(name), both(fallback), both(meaning)]);
  return page("Settings of the server 服务器设置", [
    table(["variable 环境变量", "default 默认", "meaning 含义"], rows),
  ]);
}
