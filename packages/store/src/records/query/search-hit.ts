/** A record found by the global search box. */
export interface SearchHit {
  readonly entity: string;
  readonly id: string;
  readonly title: string;
  /** What else is known of it, to tell it from its namesakes. */
  readonly hint: string;
}
