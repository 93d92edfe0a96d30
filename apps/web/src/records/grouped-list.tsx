import { CaretRightOutlined } from "@ant-design/icons";
import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { Expression, Value } from "@mortise/expression";
import { FieldValue } from "@mortise/fields/react";
import { canonicalJson, fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition, SortKey } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Spin } from "antd";
import { type ReactNode, useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { keys } from "../session/query-keys.ts";
import { groupCondition, groupGrain, groupMeasures, summedFields } from "./group-by.ts";
import { useLabelBook } from "./labels.ts";
import { ListError } from "./list-error.tsx";
import { allOf } from "./list-state.ts";
import { recordsText } from "./text.ts";

type Group = RouteOutput<typeof routes.aggregate>["rows"][number];

const MOST_GROUPS = 200;

/** What the rows of a group are shown with. */
export interface GroupRows {
  readonly filter: Expression | undefined;
  readonly count: number;
}

interface GroupedListProps {
  readonly entity: EntityDocument;
  readonly field: FieldDefinition;
  readonly fields: readonly FieldDefinition[];
  readonly columns: readonly string[];
  readonly filter: Expression | undefined;
  readonly search: string;
  readonly sort: readonly SortKey[] | undefined;
  /** Shows the rows of an open group. */
  readonly children: (rows: GroupRows) => ReactNode;
  readonly empty: ReactNode;
}

/** A list in groups, each with its number of records and sums; the rows of a group are read when it is opened. */
export function GroupedList(props: GroupedListProps) {
  const { entity, field, fields, columns, filter, search } = props;
  const t = useText(recordsText);
  const api = useApi();
  const labels = useLabelBook();
  const { id: app, permission } = useAppModel();
  const sums = summedFields(columns, fields, permission(entity.id));
  const grain = groupGrain(field);
  const answer = useQuery({
    queryKey: keys.list(
      app,
      entity.id,
      "groups",
      canonicalJson([field.id, filter ?? null, search, sums.map(({ id }) => id)]),
    ),
    queryFn: async ({ signal }) => {
      const params = { app, entity: entity.id };
      const body = {
        dimensions: [{ field: field.id, ...(grain ? { grain } : {}) }],
        measures: groupMeasures(sums),
        limit: MOST_GROUPS,
        ...(filter === undefined ? {} : { filter }),
        ...(search ? { search } : {}),
      };
      const result = await api.call(routes.aggregate, { params, body }, { signal });
      labels.add(result.labels);
      return result;
    },
  });
  if (answer.error) return <ListError error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Spin className="group-wait" />;
  if (answer.data.rows.length === 0) return props.empty;
  return (
    <div className="groups">
      {answer.data.rows.map((group) => (
        <GroupSection key={canonicalJson(group.keys[0] ?? null)} {...props} group={group} sums={sums} />
      ))}
      {answer.data.truncated ? (
        <p className="group-more">{fillText(t.moreGroups, { n: MOST_GROUPS })}</p>
      ) : null}
    </div>
  );
}

function GroupSection(
  props: GroupedListProps & { readonly group: Group; readonly sums: readonly FieldDefinition[] },
) {
  const { field, filter, group, sums, children } = props;
  const t = useText(recordsText);
  const localize = useLocalize();
  const [open, setOpen] = useState(false);
  const key = group.keys[0] ?? null;
  const count = Number(group.values["n"] ?? 0);
  return (
    <section className="group">
      <button type="button" className="group-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <CaretRightOutlined rotate={open ? 90 : 0} aria-hidden="true" />
        <span className="group-name">
          <GroupName field={field} value={key} none={t.noGroup} />
        </span>
        <span className="group-count">{fillText(t.count, { n: count.toLocaleString("en-US") })}</span>
        {sums.map((sum) => (
          <span key={sum.id} className="group-sum">
            {localize(sum.name)} <FieldValue field={sum} value={group.values[`sum_${sum.id}`] ?? null} />
          </span>
        ))}
      </button>
      {open ? children({ filter: allOf(filter, groupCondition(field, key)), count }) : null}
    </section>
  );
}

function GroupName({
  field,
  value,
  none,
}: {
  readonly field: FieldDefinition;
  readonly value: Value;
  readonly none: string;
}) {
  if (value === null) return <>{none}</>;
  if (groupGrain(field) !== undefined && typeof value === "string") return <>{value.slice(0, 7)}</>;
  return <FieldValue field={field} value={value} />;
}
