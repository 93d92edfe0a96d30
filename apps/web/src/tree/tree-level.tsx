import { useApi } from "@mortise/contract/react";
import { canonicalJson } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useLabelBook } from "../records/labels.ts";
import { useRightsBook } from "../records/record-rights.ts";
import { keys } from "../session/query-keys.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { readLevel, type TreeQuery } from "./read-tree.ts";
import { treeText } from "./text.ts";
import { useTree } from "./tree-context.ts";
import { TreeRow } from "./tree-row.tsx";

interface TreeLevelProps {
  readonly query: TreeQuery;
  readonly parent: string | null;
  readonly depth: number;
  readonly isLifted: boolean;
  /** Shown at the top when there are no records at all. */
  readonly empty?: ReactNode;
}

/** The records below one record, read when it is opened, page by page. */
export function TreeLevelRows({ query, parent, depth, isLifted, empty }: TreeLevelProps) {
  const t = useText(treeText);
  const { dragged } = useTree();
  const level = useLevel(query, parent);
  if (level.error) return <PageError error={level.error} onRetry={() => void level.refetch()} />;
  if (!level.data) return <PageLoading />;
  const levels = level.data.pages;
  if (levels.every(({ page }) => page.items.length === 0)) return empty;
  return (
    <ul role={depth === 0 ? "presentation" : "group"} className="tree-level">
      {levels.flatMap(({ page, below }) =>
        page.items.map((record) => {
          const lifted = isLifted || dragged === record.id;
          return (
            <TreeRow
              key={record.id}
              record={record}
              depth={depth}
              below={below.get(record.id) ?? 0}
              isLifted={lifted}
            >
              <TreeLevelRows query={query} parent={record.id} depth={depth + 1} isLifted={lifted} />
            </TreeRow>
          );
        }),
      )}
      {level.hasNextPage ? (
        <li role="none">
          <Button
            type="link"
            size="small"
            style={{ marginInlineStart: depth * 20 + 24 }}
            loading={level.isFetchingNextPage}
            onClick={() => void level.fetchNextPage()}
          >
            {t.more}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

function useLevel(query: TreeQuery, parent: string | null) {
  const api = useApi();
  const labels = useLabelBook();
  const rights = useRightsBook();
  const shape = canonicalJson([query.field, query.fields, query.sort ?? null]);
  return useInfiniteQuery({
    queryKey: keys.list(query.app, query.entity, "tree", shape, parent),
    queryFn: async ({ pageParam }) => {
      const level = await readLevel(api, query, { parent, after: pageParam === "" ? undefined : pageParam });
      labels.add(level.page.labels);
      rights.add(level.page);
      return level;
    },
    initialPageParam: "",
    getNextPageParam: ({ page }) => page.next,
  });
}
