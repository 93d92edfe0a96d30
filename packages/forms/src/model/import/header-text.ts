/** A header as it is compared: case, width, punctuation, units in brackets and required marks do not count. */
export function headerText(header: string): string {
  return header
    .normalize("NFKC")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[(（【[].*?[)）】\]]/g, " ")
    .replace(/[*:：?？!。.,，_\-/\\|#'"“”]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** The same without any blanks: `First Name`, `first_name` and `FirstName` are one. */
export function headerKey(header: string): string {
  const short = headerText(header).replaceAll(" ", "");
  return short || header.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}
