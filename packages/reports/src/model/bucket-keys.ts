/** The keys of the buckets between bounds, as the record gateway gives them: `..100`, `100..200`, `200..`. */
export function boundKeys(bounds: readonly string[]): readonly string[] {
  const [first = ""] = bounds;
  return [`..${first}`, ...bounds.map((bound, index) => `${bound}..${bounds[index + 1] ?? ""}`)];
}
