/** A record and where it belongs. */
export interface RecordPlace {
  readonly app: string;
  readonly entity: string;
  readonly record: string;
}

/** Part of an address that asks for the reader's decision about the record it leads to. */
export const DECIDE = "decide";

/** Where the page of a record is, below the address of the server. */
export function recordPath({ app, entity, record }: RecordPlace): string {
  return `/a/${app}/e/${entity}/${record}`;
}

/** The page of a record, at which the reader is asked for their decision at once. */
export function decisionPath(place: RecordPlace): string {
  return `${recordPath(place)}?${DECIDE}=1`;
}
