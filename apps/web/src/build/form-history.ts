const PREFIX = "mortise.form-history.";
/** Forms whose steps are kept in one browser; the ones edited longest ago go first. */
const MOST_FORMS = 12;

/** Keeps the steps of one form in this browser, so that undoing goes on after the page was opened again. */
export function formHistory(form: string) {
  const key = PREFIX + form;
  return {
    load: (): string | null => read(key)?.text ?? null,
    save: (text: string): void => {
      try {
        window.localStorage.setItem(key, JSON.stringify({ at: Date.now(), text }));
        for (const old of oldest()) window.localStorage.removeItem(old);
      } catch {
        // A full or forbidden storage costs the steps after a reload, nothing else.
        window.localStorage.removeItem(key);
      }
    },
  };
}

function read(key: string): { readonly at: number; readonly text: string } | undefined {
  try {
    // Only `save` writes under the prefix.
    return JSON.parse(window.localStorage.getItem(key) ?? "null") as { at: number; text: string };
  } catch {
    return undefined;
  }
}

function oldest(): readonly string[] {
  const keys = Object.keys(window.localStorage).filter((key) => key.startsWith(PREFIX));
  return keys.toSorted((a, b) => (read(b)?.at ?? 0) - (read(a)?.at ?? 0)).slice(MOST_FORMS);
}
