import type { SampleLogin } from "./sample-data.ts";

/** What the terminal shows once the server listens. */
export function greeting(options: { address: string; setupLink?: string; logins?: readonly SampleLogin[] | undefined }): string {
  const lines = ["", `  Mortise 榫卯  →  ${options.address}`];
  if (options.setupLink) lines.push("", "  首次使用，请打开一次性初始化链接 / First run, open this one-time link:", `  ${options.setupLink}`);
  if (options.logins) {
    lines.push("", "  演示账号（密码只显示这一次）/ Demo accounts (passwords are shown only now):");
    for (const { name, role, email, password } of options.logins) lines.push(`  ${email.padEnd(36)} ${password.padEnd(14)} ${name} · ${role}`);
  }
  return `${lines.join("\n")}\n\n`;
}
