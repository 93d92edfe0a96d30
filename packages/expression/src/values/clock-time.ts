const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** Reads `9:30`, `09:30` or `09:30:15` as `09:30:00`; null when there is no such time of day. */
export function readClockTime(text: string): string | null {
  const [, hour = "", minute = "", second = "00"] = CLOCK.exec(text) ?? [];
  if (hour === "" || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${hour.padStart(2, "0")}:${minute}:${second}`;
}
