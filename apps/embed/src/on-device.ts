import type { Answers } from "./answers.ts";

/** What the device keeps between visits. Where it keeps nothing (private windows, full storage), the page works without. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing is lost but convenience.
  }
}

/** What this device calls itself to forms that limit how often a person may fill them in. */
export function deviceId(): string {
  const known = read("mortise-device");
  if (known !== null) return known;
  const id = crypto.randomUUID();
  write("mortise-device", id);
  return id;
}

const draftKey = (slug: string): string => `mortise-draft/${slug}`;

/** Answers that were typed on this device and not sent. */
export function keptDraft(slug: string): Answers {
  try {
    const kept: unknown = JSON.parse(read(draftKey(slug)) ?? "{}");
    return typeof kept === "object" && kept !== null ? (kept as Answers) : {}; // values of any kind, by field
  } catch {
    return {};
  }
}

/** Keeps what was typed so far; nothing typed keeps nothing. */
export function keepDraft(slug: string, answers: Answers): void {
  write(draftKey(slug), Object.keys(answers).length > 0 ? JSON.stringify(answers) : null);
}
