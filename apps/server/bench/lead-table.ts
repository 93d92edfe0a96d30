/** The app that is measured. */
export const APP = "crm";
/** The real table of its leads, for statements written by hand over alias `t`. */
export const TABLE = `"app_crm"."lead"`;
/** What a list of leads shows. */
export const FIELDS = [
  "name",
  "company",
  "mobile",
  "status",
  "source",
  "region",
  "industry",
  "owner",
  "est_amount",
  "last_follow_at",
  "created_at",
];
/** The same by hand. */
export const COLUMNS = ["id", "revision", ...FIELDS].map((field) => `t."${field}"`).join(", ");
/** The order of lists. */
export const NEWEST = "order by t.created_at desc, t.id desc";

const STATUSES = ["to_follow", "following", "converted"];
const REGIONS = ["3701", "3702", "3706", "3707", "3708", "3713"];

/** A number below `count` for each round, spread over all of them. */
export function spread(round: number, count: number): number {
  let mixed = Math.imul(round + 1, 2_654_435_761) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519) >>> 0;
  return ((mixed ^ (mixed >>> 13)) >>> 0) % count;
}

/** What the list of a round is filtered by. */
export function listFilter(round: number): { readonly status: string; readonly region: string } {
  return { status: STATUSES[round % 3] ?? "", region: REGIONS[spread(round, 6)] ?? "" };
}

/** The list of a round as the product is asked for it. */
export function listQuery(round: number) {
  const { status, region } = listFilter(round);
  return {
    filter: { and: [{ "==": [{ var: "status" }, status] }, { within: [{ var: "region" }, region] }] },
    fields: FIELDS,
  };
}

/** The search, by hand, for up to three Chinese characters: keys of the search column that begin with them. */
export function beginsWith(word: string): string {
  return `'${word}':*`;
}
