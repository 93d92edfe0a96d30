/** Dark enough for white letters, and told apart from the accent that marks one's own choice. */
const COLORS = [
  "#7c3aed",
  "#c2410c",
  "#1d4ed8",
  "#be185d",
  "#4d7c0f",
  "#a16207",
  "#0e7490",
  "#9f1239",
] as const;

/** The colour in which a person is shown to the others; the same everywhere. */
export function personColor(account: string): string {
  let sum = 0;
  for (const letter of account) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
  return COLORS[sum % COLORS.length] ?? COLORS[0];
}
