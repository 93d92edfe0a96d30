import { EmptyState, Panel } from "@mortise/ui";
import type { ReactNode } from "react";
import { MoreButton, type MoreQuery } from "./more-button.tsx";
import { PageError } from "./page-error.tsx";
import { PageLoading } from "./page-loading.tsx";

/** What `PagedList` needs of a query that reads page by page. */
interface PagedQuery extends MoreQuery {
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly isSuccess: boolean;
  refetch(): unknown;
}

/** Props of `PagedList`. */
export interface PagedListProps<Item> {
  readonly query: PagedQuery;
  readonly items: readonly Item[];
  /** Accessible name of the list. */
  readonly label: string;
  /** Said when there is nothing. */
  readonly empty: string;
  /** On the button that reads the next page. */
  readonly more: string;
  /** A list item, with its key. */
  readonly children: (item: Item) => ReactNode;
}

/** What happened, newest first: loading, failure, nothing, or the lines read so far with a button for more. */
export function PagedList<Item>({ query, items, label, empty, more, children }: PagedListProps<Item>) {
  return (
    <>
      {query.error ? <PageError error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <PageLoading /> : null}
      {query.isSuccess && items.length === 0 ? <EmptyState title={empty} /> : null}
      {items.length > 0 ? (
        <Panel>
          <ul className="change-list" aria-label={label}>
            {items.map(children)}
          </ul>
        </Panel>
      ) : null}
      <MoreButton query={query}>{more}</MoreButton>
    </>
  );
}
