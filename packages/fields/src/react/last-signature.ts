const KEY = "mortise.signature";
const LONGEST = 400_000;

/** The signature drawn last in this browser, as a picture; undefined when there is none. */
export async function lastSignature(): Promise<Blob | undefined> {
  const stored = readStored();
  if (stored === null) return undefined;
  return (await fetch(stored)).blob();
}

/** Whether one can be used again. */
export function hasLastSignature(): boolean {
  return readStored() !== null;
}

/** Keeps a signature for the next time; a full or forbidden store keeps nothing. */
export function keepSignature(picture: Blob): void {
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    const url = typeof reader.result === "string" ? reader.result : "";
    try {
      if (url.length <= LONGEST) localStorage.setItem(KEY, url);
    } catch {
      // The next signature is drawn anew.
    }
  });
  reader.readAsDataURL(picture);
}

function readStored(): string | null {
  try {
    const stored = localStorage.getItem(KEY);
    return stored?.startsWith("data:image/png;base64,") === true ? stored : null;
  } catch {
    return null;
  }
}
