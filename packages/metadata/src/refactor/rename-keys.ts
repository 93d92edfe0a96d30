/** Keys under their new names; one that is there already keeps its value. */
export function renameKeys<Value>(
  record: Readonly<Record<string, Value>>,
  rename: (key: string) => string,
): Readonly<Record<string, Value>> {
  const entries = Object.entries(record).map(([key, value]): [string, Value] => [rename(key), value]);
  const kept = Object.entries(record).filter(([key]) => rename(key) === key);
  return Object.fromEntries([...entries, ...kept]);
}
