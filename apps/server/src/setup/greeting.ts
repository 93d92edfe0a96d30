import type { SampleLogin } from "./sample-data.ts";

/** What there is to tell. */
export interface Greeting {
  readonly address: string;
  readonly setupLink?: string | undefined;
  readonly logins?: readonly SampleLogin[] | undefined;
  /** A demo was asked for, but the installation holds somebody's work already. */
  readonly demoRefused?: boolean | undefined;
}

/** What the terminal shows once the server listens. */
export function greeting({ address, setupLink, logins, demoRefused }: Greeting): string {
  const lines = ["", `  Mortise 榫卯  →  ${address}`];
  if (setupLink) {
    lines.push(
      "",
      "  首次使用，请打开一次性初始化链接 / First run, open this one-time link:",
      `  ${setupLink}`,
    );
  }
  if (demoRefused) {
    lines.push(
      "",
      "  系统已初始化过，没有再次写入演示数据；要体验演示，请换一个 DATA_DIR 或 DATABASE_URL",
      "  Already set up, so no demo data was added; for a demo, use another DATA_DIR or DATABASE_URL",
    );
  }
  if (logins) {
    lines.push("", "  演示账号（密码只显示这一次）/ Demo accounts (passwords are shown only now):");
    for (const { name, role, email, password } of logins)
      lines.push(`  ${email.padEnd(36)} ${password.padEnd(14)} ${name} · ${role}`);
  }
  return `${lines.join("\n")}\n\n`;
}
