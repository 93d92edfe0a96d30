const DAY = 86_400_000;

/** The day after a day: `2026-11-23` after `2026-11-22`. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}
