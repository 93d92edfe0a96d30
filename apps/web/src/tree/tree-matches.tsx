import { useApi } from "@mortise/contract/react";
import { canonicalJson, fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useLabelBook } from "../records/labels.ts";
import { useRightsBook } from "../records/record-rights.ts";
import { keys } from "../session/query-keys.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { childrenOf, readMatches, type TreeMatches, type TreeQuery } from "./read-tree.ts";
import { treeText } from "./text.ts";
import { useTree } from "./tree-context.ts";
import { TreeRow } from "./tree-row.tsx";

/** The records that meet the filter and the keyword, in their places: what only leads to them is drawn paler. */
export function TreeMatchRows({ query, empty }: { readonly query: TreeQuery; readonly empty: ReactNode }) {
  const t = useText(treeText);
  const answer = useMatches(query);
  if (answer.error) return <PageError error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <PageLoading />;
  const { matches, records, isCut } = answer.data;
  if (matches.size === 0) return empty;
  return (
    <>
      <Branch found={answer.data} lists={childrenOf(records, query.field)} parent={null} depth={0} />
      {isCut ? <p className="tree-cut">{fillText(t.cut, { n: matches.size })}</p> : null}
    </>
  );
}

interface BranchProps {
  readonly found: TreeMatches;
  readonly lists: ReturnType<typeof childrenOf>;
  readonly parent: string | null;
  readonly depth: number;
  readonly isLifted?: boolean;
}

function Branch({ found, lists, parent, depth, isLifted = false }: BranchProps) {
  const { dragged } = useTree();
  return (
    <ul role={depth === 0 ? "presentation" : "group"} className="tree-level">
      {(lists.get(parent) ?? []).map((record) => {
        const lifted = isLifted || dragged === record.id;
        return (
          <TreeRow
            key={record.id}
            record={record}
            depth={depth}
            below={lists.get(record.id)?.length ?? 0}
            isWay={!found.matches.has(record.id)}
            isLifted={lifted}
          >
            <Branch found={found} lists={lists} parent={record.id} depth={depth + 1} isLifted={lifted} />
          </TreeRow>
        );
      })}
    </ul>
  );
}

function useMatches(query: TreeQuery) {
  const api = useApi();
  const labels = useLabelBook();
  const rights = useRightsBook();
  return useQuery({
    queryKey: keys.list(query.app, query.entity, "tree-matches", canonicalJson({ ...query })),
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const found = await readMatches(api, query);
      for (const page of found.pages) {
        labels.add(page.labels);
        rights.add(page);
      }
      return found;
    },
  });
}
