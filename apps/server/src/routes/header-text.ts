/** A text that came in a header: headers hold ASCII only, passwords anything, so they come percent-encoded. */
export function textInHeader(given: string | readonly string[] | undefined): string | undefined {
  if (typeof given !== "string") return undefined;
  try {
    return decodeURIComponent(given);
  } catch {
    return given;
  }
}
