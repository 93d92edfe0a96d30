import { ApiError, type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { findFieldType } from "@mortise/fields";
import { FieldValue } from "@mortise/fields/react";
import { canonicalJson, fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { EmptyState, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Drawer, Tag } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { FieldInput } from "../app/field-parts.tsx";
import { shownFields } from "../records/entity-fields.ts";
import { useLabelBook } from "../records/labels.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { changesText } from "./text.ts";

const DAY = 86_400_000;

/** A day ago; of a younger record, just after it was made. */
function firstMoment(record: RecordData): string {
  const made = Date.parse(typeof record["created_at"] === "string" ? record["created_at"] : "");
  const dayAgo = Date.now() - DAY;
  const young = Number.isNaN(made) ? dayAgo : Math.min(made + 1_000, Date.now());
  return new Date(Math.max(dayAgo, young)).toISOString();
}

/** One record as it was at a chosen moment, with what differs from now marked. */
export function PastDrawer({
  entity,
  record,
  title,
  onClose,
}: {
  readonly entity: EntityDocument;
  readonly record: RecordData;
  readonly title: string;
  readonly onClose: () => void;
}) {
  const t = useText(changesText);
  const phone = useIsPhone();
  const [at, setAt] = useState(() => firstMoment(record));
  const past = usePast(entity.id, record.id, at);
  const isMissing = past.error instanceof ApiError && past.error.status === 404;
  const name = fillText(t.pastTitle, { name: title });
  return (
    <Drawer open size={phone ? "100%" : 560} title={name} aria-label={name} onClose={onClose}>
      <PastMoment value={at} onChange={setAt} />
      {isMissing ? <EmptyState title={t.pastNone} /> : null}
      {past.error && !isMissing ? <PageError error={past.error} onRetry={() => void past.refetch()} /> : null}
      {past.isPending ? <PageLoading /> : null}
      {past.data ? <PastFields entity={entity} then={past.data} now={record} /> : null}
    </Drawer>
  );
}

/** Chooses a moment in the past. */
export function PastMoment({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (at: string) => void;
}) {
  const t = useText(changesText);
  const field = { id: "as_of", type: "datetime", name: changesText.pastWhen } as const;
  return (
    <div className="past-moment">
      <label htmlFor="as-of">{t.pastWhen}</label>
      <FieldInput
        id="as-of"
        field={field}
        value={value}
        onChange={(next) => {
          if (typeof next === "string" && Date.parse(next) <= Date.now()) onChange(next);
        }}
      />
    </div>
  );
}

function usePast(entity: string, id: string, at: string) {
  const api = useApi();
  const { id: app } = useAppModel();
  const labels = useLabelBook();
  return useQuery({
    queryKey: ["past", app, entity, id, at],
    queryFn: async () => {
      const answer = await api.call(routes.getPastRecord, {
        params: { app, entity, id },
        query: { asOf: at },
      });
      labels.add(answer.labels);
      return answer.record;
    },
    retry: false,
  });
}

function PastFields({
  entity,
  then,
  now,
}: {
  readonly entity: EntityDocument;
  readonly then: RecordData;
  readonly now: RecordData;
}) {
  const t = useText(changesText);
  const localize = useLocalize();
  const permission = useAppModel().permission(entity.id);
  // When it was changed last before a moment is not kept.
  const fields = shownFields(entity, permission).filter(
    (field) => field.id !== "updated_at" && field.id !== "updated_by" && field.id in then,
  );
  const isTable = (type: (typeof fields)[number]) => findFieldType(type.type)?.column(type) === null;
  return (
    <dl className="field-list">
      {fields.map((field) => {
        const differs =
          !isTable(field) && canonicalJson(then[field.id] ?? null) !== canonicalJson(now[field.id] ?? null);
        return (
          <div key={field.id} className={isTable(field) ? "field-wide" : undefined}>
            <dt>
              {localize(field.name)} {differs ? <Tag color="orange">{t.differs}</Tag> : null}
            </dt>
            <dd>
              <FieldValue field={field} value={then[field.id] ?? null} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
