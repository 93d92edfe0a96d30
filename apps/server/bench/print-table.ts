import { cpus, totalmem } from "node:os";

/** Milliseconds with as many digits as mean something. */
export function ms(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** How much longer the first took than the second: `1.4×`. */
export function ratio(value: number, base: number): string {
  return Number.isFinite(value / base) ? `${(value / base).toFixed(2)}×` : "–";
}

/** Prints rows as a Markdown table that is also readable in a terminal. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const width = head.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column] ?? "")].map(cells)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell + " ".repeat((width[column] ?? 0) - cells(cell))).join(" | ")} |`;
  const rule = `|${width.map((count) => "-".repeat(count + 2)).join("|")}|`;
  process.stdout.write(`${[line(head), rule, ...rows.map(line)].join("\n")}\n`);
}

/** Chinese characters take two cells of a terminal. */
function cells(text: string): number {
  return Array.from(text).reduce((sum, one) => sum + (one.charCodeAt(0) > 0x2e7f ? 2 : 1), 0);
}

/** What the figures were measured on. */
export function machineLine(postgres: string): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return `${cpus().length} × ${first?.model ?? "CPU"}, ${memory} GiB, Node ${process.version}, PostgreSQL ${postgres}, ${day}`;
}
