import { type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { Expression } from "@mortise/expression";
import { useFieldServices } from "@mortise/fields/react";
import { canonicalJson } from "@mortise/kit";
import type { EntityDocument, PageBlock } from "@mortise/metadata";
import { Panel, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { shownFields } from "../records/entity-fields.ts";
import { useLabelBook } from "../records/labels.ts";
import { useRecordPermission, useRightsBook } from "../records/record-rights.ts";
import { keys } from "../session/query-keys.ts";
import { useWorkCalendar } from "../session/use-work-calendar.ts";
import { MoreButton } from "../shell/more-button.tsx";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { matchQuestion } from "./matching-condition.ts";
import { RecordTable, usualColumns } from "./record-table.tsx";
import { recordText } from "./text.ts";

const PAGE = 10;

interface MatchListProps {
  readonly block: PageBlock;
  readonly entity: EntityDocument;
  readonly record: RecordData;
}

/** The records of an entity that match the one on screen, such as other leads of the same company. */
export function MatchList({ block, entity, record }: MatchListProps) {
  const localize = useLocalize();
  const t = useText(recordText);
  const { catalog, permission } = useAppModel();
  const own = useRecordPermission(entity.id)(record.id);
  const moment = useMoment();
  const listed = catalog.find("entity", block.entity ?? "");
  if (!listed || !permission(listed.id).read) return null;
  const visible = new Set(shownFields(entity, own).map(({ id }) => id));
  const question = matchQuestion(block, {
    catalog,
    entity: entity.id,
    record,
    isOpen: (field) => visible.has(field) && own.fields[field] !== "masked",
    moment,
  });
  if (question === "closed") return null;
  return (
    <Panel title={localize(block.title ?? listed.plural ?? listed.name)}>
      {question === "empty" ? (
        <p className="related-none">{t.nothingToMatch}</p>
      ) : (
        <MatchTable block={block} listed={listed} filter={question.filter} />
      )}
    </Panel>
  );
}

function useMoment() {
  const { user } = useFieldServices();
  const timeZone = useTimeZone();
  const calendar = useWorkCalendar();
  // The moment at which the page was opened: what is matched does not change while one looks.
  const [now] = useState(() => new Date());
  const person = user ? { user: user.id, ownTeams: user.ownTeams, teams: user.teams } : {};
  return { now, timeZone, calendar, ...person };
}

interface MatchTableProps {
  readonly block: PageBlock;
  readonly listed: EntityDocument;
  readonly filter: Expression;
}

function MatchTable({ block, listed, filter }: MatchTableProps) {
  const t = useText(recordText);
  const { permission } = useAppModel();
  const query = useMatching(listed.id, filter);
  const items = (query.data?.pages ?? []).flatMap((page) => page.items);
  const shown = shownFields(listed, permission(listed.id));
  const columns = block.columns
    ? block.columns.flatMap((id) => shown.find((field) => field.id === id) ?? [])
    : usualColumns(
        listed,
        shown,
        (block.match ?? []).map(({ field }) => field),
      );
  if (query.error) return <PageError error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <PageLoading />;
  if (items.length === 0) return <p className="related-none">{t.noneMatch}</p>;
  return (
    <div className="related-list">
      <RecordTable entity={listed} items={items} columns={columns} />
      <MoreButton query={query}>{t.moreRelated}</MoreButton>
    </div>
  );
}

function useMatching(entity: string, filter: Expression) {
  const api = useApi();
  const { id: app } = useAppModel();
  const labels = useLabelBook();
  const rights = useRightsBook();
  return useInfiniteQuery({
    queryKey: keys.list(app, entity, "matching", canonicalJson(filter)),
    queryFn: async ({ pageParam, signal }) => {
      const page = await api.call(
        routes.queryRecords,
        {
          params: { app, entity },
          body: { filter, limit: PAGE, ...(pageParam === "" ? {} : { after: pageParam }) },
        },
        { signal },
      );
      labels.add(page.labels);
      rights.add(page);
      return page;
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}
