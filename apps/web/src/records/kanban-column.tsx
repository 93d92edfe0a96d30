import { useDroppable } from "@dnd-kit/core";
import { type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { Expression } from "@mortise/expression";
import type { EntityDocument, FieldDefinition, SortKey } from "@mortise/metadata";
import { ColorDot, useText } from "@mortise/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Spin } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { keys } from "../session/query-keys.ts";
import { MoreButton } from "../shell/more-button.tsx";
import type { BoardColumn } from "./board-column.ts";
import { countText } from "./count-text.ts";
import { mayWrite } from "./entity-fields.ts";
import { KanbanCard } from "./kanban-card.tsx";
import type { ColorOf } from "./record-colors.ts";
import { useLabelBook } from "./labels.ts";
import { allOf } from "./list-state.ts";
import { useRecordPermission, useRightsBook } from "./record-rights.ts";
import { recordsText } from "./text.ts";

const PAGE_SIZE = 50;

interface KanbanColumnProps {
  readonly entity: EntityDocument;
  readonly field: FieldDefinition;
  readonly filter: Expression | undefined;
  readonly search: string;
  readonly sort: readonly SortKey[] | undefined;
  readonly fields: readonly string[];
  readonly colorFields: readonly string[];
  readonly colorOf: ColorOf;
  readonly column: BoardColumn;
  readonly columns: readonly BoardColumn[];
  /** Cards just put here, before the server has said so. */
  readonly arrived: readonly RecordData[];
  /** Cards on the way to any column, by id. */
  readonly left: ReadonlyMap<string, unknown>;
  readonly onMove: (record: RecordData, to: string | null) => void;
  readonly onOpen: (id: string) => void;
}

/** The cards of one option; takes cards that are dropped on it. */
export function KanbanColumn(props: KanbanColumnProps) {
  const { entity, column, arrived, left } = props;
  const t = useText(recordsText);
  const query = useColumnRecords(props);
  const permissionOf = useRecordPermission(entity.id);
  const { setNodeRef, isOver } = useDroppable({ id: String(column.key) });
  const read = (query.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((record) => !left.has(record.id));
  const cards = [...arrived, ...read];
  const count = query.data?.pages[0]?.count;
  return (
    <section
      ref={setNodeRef}
      className={`board-column${isOver ? " board-column-over" : ""}`}
      aria-label={column.name}
    >
      <header>
        <ColorDot color={column.color} />
        <h3>{column.name}</h3>
        <span>{count ? countText(count) : ""}</span>
      </header>
      <div className="board-cards">
        {query.isPending ? <Spin /> : null}
        {cards.map((record) => (
          <KanbanCard
            key={record.id}
            entity={entity}
            record={record}
            color={props.colorOf(record)}
            fields={props.fields}
            groupBy={props.field.id}
            columns={props.columns}
            movable={mayWrite(props.field, permissionOf(record.id)) && !left.has(record.id)}
            onMove={props.onMove}
            onOpen={props.onOpen}
          />
        ))}
        <MoreButton query={query}>{t.loadMore}</MoreButton>
      </div>
    </section>
  );
}

function useColumnRecords({
  entity,
  field,
  filter,
  search,
  sort,
  fields,
  colorFields,
  column,
}: KanbanColumnProps) {
  const api = useApi();
  const { id: app } = useAppModel();
  const labels = useLabelBook();
  const rights = useRightsBook();
  const asked = [...new Set([entity.titleField, field.id, ...fields, ...colorFields])];
  const condition = allOf(filter, column.condition);
  return useInfiniteQuery({
    queryKey: keys.list(
      app,
      entity.id,
      "board",
      field.id,
      column.key,
      condition ?? null,
      search,
      sort ?? null,
      asked,
    ),
    queryFn: async ({ pageParam, signal }) => {
      const page = await api.call(
        routes.queryRecords,
        {
          params: { app, entity: entity.id },
          body: {
            fields: asked,
            limit: PAGE_SIZE,
            ...(condition === undefined ? {} : { filter: condition }),
            ...(search ? { search } : {}),
            ...(sort ? { sort: [...sort] } : {}),
            ...(pageParam === "" ? { count: "capped" as const } : { after: pageParam }),
          },
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
