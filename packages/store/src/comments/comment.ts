/** Where something is said: a record of an app. */
export interface RecordPlace {
  readonly app: string;
  readonly entity: string;
  readonly id: string;
}

/** What somebody said about a record. */
export interface Comment {
  readonly id: string;
  readonly author: string;
  /** People stand in it as `@[id]`. */
  readonly text: string;
  readonly createdAt: string;
  readonly editedAt: string | null;
}

/** Comments of a record, the newest first, with the names of those who wrote and are named. */
export interface CommentPage {
  readonly items: readonly Comment[];
  readonly labels: Readonly<Record<string, string>>;
  /** How many there are in all. */
  readonly count: number;
  /** Present when older ones follow: the `before` of the next page. */
  readonly next?: string;
}
