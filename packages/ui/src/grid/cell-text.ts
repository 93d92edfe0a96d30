/** Lines of cells as spreadsheets exchange them: tabs between cells; quotes around what holds tabs, breaks or quotes. */
export function tabbedText(lines: readonly (readonly string[])[]): string {
  const quoted = (cell: string) => (/["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return lines.map((line) => line.map(quoted).join("\t")).join("\r\n");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Numbers that spreadsheets keep exactly; longer ones, and those with leading zeros, are text. */
const NUMBER = /^-?(?:\d|[1-9]\d{1,14}|[1-9]\d{0,2}(?:,\d{3}){1,4})(?:\.\d{1,8})?$/;

/**
 * Lines of cells as a table, which spreadsheets prefer: what is no number is marked as text, so that ids stay whole
 * and nothing is taken for a formula.
 */
export function tableHtml(lines: readonly (readonly string[])[]): string {
  const escape = (cell: string) =>
    cell.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign).replaceAll(/\r?\n/g, "<br>");
  const kind = (cell: string) => (NUMBER.test(cell) ? "" : ` style="mso-number-format:'\\@'"`);
  const rows = lines.map(
    (line) => `<tr>${line.map((cell) => `<td${kind(cell)}>${escape(cell)}</td>`).join("")}</tr>`,
  );
  return `<table>${rows.join("")}</table>`;
}
