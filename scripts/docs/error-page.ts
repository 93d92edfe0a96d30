import { errorDefinitions } from "@mortise/kit";
import { code, page, table } from "./markdown.ts";

/** The error reference as Markdown: every registered error kind with its status and both messages. */
export function errorPage(): string {
  const rows = errorDefinitions().map((error) => [
    code(error.code),
    String(error.status),
    error.message.zh,
    error.message.en,
  ]);
  return page("Errors 错误代码", [table(["code 代码", "status", "中文", "English"], rows)]);
}
