const SPELLINGS: Readonly<Record<string, string>> = {
  timestamptz: "timestamp with time zone",
  int: "integer",
  bool: "boolean",
};

/** A column type as PostgreSQL itself spells it, so that types compare by text. */
export function canonicalType(type: string): string {
  const plain = type
    .trim()
    .toLowerCase()
    .replaceAll(/\s*,\s*/g, ",");
  return SPELLINGS[plain] ?? plain;
}

const NUMERIC = /^numeric(?:\((?<precision>\d+),(?<scale>\d+)\))?$/;

/** Whether PostgreSQL changes the type without touching a row: more digits before the point, or any number of digits. */
export function growsInPlace(from: string, to: string): boolean {
  const [old, next] = [NUMERIC.exec(from), NUMERIC.exec(to)];
  if (!old || !next) return false;
  const [before, after] = [old.groups ?? {}, next.groups ?? {}];
  if (after["precision"] === undefined) return true;
  if (before["precision"] === undefined || before["scale"] !== after["scale"]) return false;
  return Number(after["precision"]) >= Number(before["precision"]);
}
