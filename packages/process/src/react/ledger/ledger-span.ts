/** The first and the last day that are counted, `2026-11-30`. */
export interface LedgerSpan {
  readonly from: string;
  readonly until: string;
}

function dayOf(date: Date): string {
  const part = (value: number): string => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

/** The day of now, by the clock of the reader. */
export function today(): string {
  return dayOf(new Date());
}

/** The first of so many days that end with today. */
export function daysBack(days: number): string {
  const date = new Date();
  date.setDate(date.getDate() - days + 1);
  return dayOf(date);
}

/** The moments between which a span lies: until the day after its last one. */
export function momentsOf({ from, until }: LedgerSpan): { readonly from: string; readonly until: string } {
  const end = new Date(`${until}T00:00:00`);
  end.setDate(end.getDate() + 1);
  return { from: new Date(`${from}T00:00:00`).toISOString(), until: end.toISOString() };
}
