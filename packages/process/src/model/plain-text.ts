/** A value of a record as plain text: lists joined, absent values empty. */
export function plainText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map(plainText).join("、") : JSON.stringify(value);
}
