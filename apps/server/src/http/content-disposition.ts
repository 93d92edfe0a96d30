/** How a browser treats a file. */
export type Disposition = "inline" | "attachment";

/** Characters that turn the reading direction around and could make `exe.gpj` look like `jpg.exe`, and control characters. */
const DECEPTIVE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const MAX_LENGTH = 200;

/** A file name that is safe to show and store; never empty. */
export function safeFileName(name: string): string {
  const clean = name.toWellFormed().replaceAll(DECEPTIVE, "").replaceAll(/[/\\]/g, "_").trim();
  const letters = [...clean];
  return letters.slice(-MAX_LENGTH).join("") || "file";
}

/** The header with which a file keeps its name, whatever letters that has. */
export function contentDisposition(disposition: Disposition, name: string): string {
  const safe = safeFileName(name);
  const ascii = safe.replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");
  // What encodeURIComponent leaves but RFC 8187 does not allow.
  const encoded = encodeURIComponent(safe).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
