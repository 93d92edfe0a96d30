import type { Marks } from "../search/match-marks.ts";

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

/** A comment with the names of its author and of those named in it. */
export interface NamedComment {
  readonly comment: Comment;
  readonly labels: Readonly<Record<string, string>>;
}

/** A comment that holds the words looked for, on a record that may be seen. */
export interface CommentHit {
  readonly id: string;
  readonly entity: string;
  readonly record: string;
  /** The record's title, as it may be shown. */
  readonly title: string;
  readonly author: string;
  readonly at: string;
  /** What was said, with names in place of mentions, cut to a line. */
  readonly text: string;
  readonly marks: Marks;
}

/** Comments that hold some words, the newest first. */
export interface CommentHits {
  readonly items: readonly CommentHit[];
  readonly labels: Readonly<Record<string, string>>;
  /** Whether there are others. */
  readonly more: boolean;
}

/** People who may be named in a comment, by name. */
export interface NameablePeople {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** Present when others may follow: the `after` of the next page. */
  readonly next?: string;
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
