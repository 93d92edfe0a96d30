import { HistoryOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { EmptyState, Panel, useLocalize, useText } from "@mortise/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Select, Tabs } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { shownFields } from "../records/entity-fields.ts";
import { useLabelBook } from "../records/labels.ts";
import { keys } from "../session/query-keys.ts";
import { MoreButton } from "../shell/more-button.tsx";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { QuickAdd } from "./quick-add.tsx";
import { recordText } from "./text.ts";
import { TimelineLine } from "./timeline-line.tsx";

/** What happened to a record, newest first, with the writing of follow-ups and the like on top. */
export function Timeline({
  entity,
  id,
  readOnly = false,
}: {
  readonly entity: EntityDocument;
  readonly id: string;
  /** Leaves out the writing, for a record in the bin. */
  readonly readOnly?: boolean;
}) {
  const t = useText(recordText);
  const [field, setField] = useState<string | undefined>(undefined);
  const query = useTimeline(entity.id, id, field);
  const items = (query.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <Panel
      title={t.timeline}
      className="timeline-panel"
      actions={<FieldChoice entity={entity} value={field} onChange={setField} />}
    >
      {readOnly ? null : <QuickAdds entity={entity} id={id} />}
      {query.error ? <PageError error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <PageLoading /> : null}
      {query.isSuccess && items.length === 0 ? (
        <EmptyState icon={<HistoryOutlined aria-hidden="true" />} title={t.noTimeline} />
      ) : null}
      <ol className="timeline" aria-label={t.timeline}>
        {items.map((item) => (
          <TimelineLine key={item.id} entity={entity} item={item} />
        ))}
      </ol>
      <MoreButton query={query}>{t.earlier}</MoreButton>
    </Panel>
  );
}

/** Narrows the timeline to what happened to one field. */
function FieldChoice({
  entity,
  value,
  onChange,
}: {
  readonly entity: EntityDocument;
  readonly value: string | undefined;
  readonly onChange: (field: string | undefined) => void;
}) {
  const t = useText(recordText);
  const localize = useLocalize();
  const permission = useAppModel().permission(entity.id);
  return (
    <Select<string>
      size="small"
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      className="timeline-field"
      popupMatchSelectWidth={false}
      aria-label={t.timelineField}
      placeholder={t.timelineField}
      value={value ?? null}
      onChange={(field: string | undefined) => onChange(field)}
      options={shownFields(entity, permission)
        .filter((field) => !ALWAYS_KEPT.has(field.id))
        .map((field) => ({ value: field.id, label: localize(field.name) }))}
    />
  );
}

/** Fields without a history: they tell of the changes themselves. */
const ALWAYS_KEPT: ReadonlySet<string> = new Set(["created_at", "created_by", "updated_at", "updated_by"]);

function useTimeline(entity: string, id: string, field: string | undefined) {
  const api = useApi();
  const { id: app } = useAppModel();
  const labels = useLabelBook();
  return useInfiniteQuery({
    queryKey: [...keys.timeline(app, entity, id), field ?? ""],
    queryFn: async ({ pageParam }) => {
      const page = await api.call(routes.timeline, {
        params: { app, entity, id },
        query: {
          limit: 30,
          ...(field === undefined ? {} : { field }),
          ...(pageParam ? { before: pageParam } : {}),
        },
      });
      labels.add(page.labels);
      return page;
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

function QuickAdds({ entity, id }: { readonly entity: EntityDocument; readonly id: string }) {
  const t = useText(recordText);
  const localize = useLocalize();
  const { catalog, permission } = useAppModel();
  const [open, setOpen] = useState<string | undefined>(undefined);
  const targets = (entity.timeline ?? []).flatMap(({ entity: target, field }) => {
    const found = catalog.find("entity", target);
    return found && permission(target).create ? [{ entity: found, field }] : [];
  });
  if (targets.length === 0) return null;
  const current = targets.find((target) => target.entity.id === open);
  return (
    <div className="quick-adds">
      {current ? (
        <>
          {targets.length > 1 ? (
            <Tabs
              size="small"
              activeKey={current.entity.id}
              onChange={setOpen}
              items={targets.map((target) => ({
                key: target.entity.id,
                label: localize(target.entity.name),
              }))}
            />
          ) : null}
          <QuickAdd
            key={current.entity.id}
            entity={current.entity}
            field={current.field}
            record={id}
            onClose={() => setOpen(undefined)}
          />
        </>
      ) : (
        targets.map((target) => (
          <Button key={target.entity.id} onClick={() => setOpen(target.entity.id)}>
            {fillText(t.write, { entity: localize(target.entity.name) })}
          </Button>
        ))
      )}
    </div>
  );
}
