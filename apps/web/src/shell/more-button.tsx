import { Button } from "antd";
import type { ReactNode } from "react";

/** What reading the next page takes: a query that reads page by page. */
export interface MoreQuery {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  fetchNextPage(): unknown;
}

/** The button below a list that reads its next page; nothing when there is none. */
export function MoreButton({ query, children }: { readonly query: MoreQuery; readonly children: ReactNode }) {
  if (!query.hasNextPage) return null;
  return (
    <Button type="text" block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
      {children}
    </Button>
  );
}
