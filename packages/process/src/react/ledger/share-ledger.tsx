import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { momentsOfDays } from "@mortise/expression";
import { DayInput, EmptyState, useLocalize, useNow, useText, useTimeZone } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Alert, Segmented, Select, Skeleton } from "antd";
import { useState } from "react";
import { LedgerDrawer } from "./ledger-drawer.tsx";
import { LedgerGroup } from "./ledger-group.tsx";
import type { Ledger, Looked, RenderLink } from "./ledger-group-type.ts";
import "./ledger.css";
import { lastDays, type LedgerSpan } from "./ledger-span.ts";
import { text } from "./text.ts";

/** What the ledger is asked for; days as `2026-11-30`. */
export interface LedgerFilter extends Partial<LedgerSpan> {
  readonly flow?: string;
}

/** Props of `ShareLedger`. */
export interface ShareLedgerProps {
  readonly app: string;
  readonly filter: LedgerFilter;
  readonly onFilter: (filter: LedgerFilter) => void;
  readonly renderLink: RenderLink;
}

const USUAL_DAYS = 30;

/** How evenly flows give records to people: by rule, what each was due, was given and missed, with the records behind it. */
export function ShareLedger({ app, filter, onFilter, renderLink }: ShareLedgerProps) {
  const t = useText(text);
  const usual = useLastDays()(USUAL_DAYS);
  const span = { from: filter.from ?? usual.from, until: filter.until ?? usual.until };
  const ledger = useLedger(app, filter.flow, span);
  const [looked, setLooked] = useState<Looked | undefined>();
  const groups = ledger.data?.groups ?? [];
  return (
    <div className="ledger">
      <Filters span={span} filter={filter} flows={ledger.data?.flows ?? []} onFilter={onFilter} />
      {ledger.error ? <Alert type="error" showIcon role="alert" title={ledger.error.message} /> : null}
      {ledger.isPending ? <Skeleton active /> : null}
      {ledger.data && groups.length === 0 ? <EmptyState title={t.none} hint={t.noneHint} /> : null}
      {groups.map((group) => (
        <LedgerGroup
          key={`${group.flow} ${group.node} ${group.rule}`}
          group={group}
          onLook={(person, side) => setLooked({ group, person, side })}
        />
      ))}
      {groups.length > 0 ? (
        <details className="ledger-help">
          <summary>{t.howTo}</summary>
          <p>{t.howToDue}</p>
          <p>{t.howToDifference}</p>
          <p>{t.howToMissed}</p>
        </details>
      ) : null}
      {looked ? (
        <LedgerDrawer
          app={app}
          looked={looked}
          span={span}
          renderLink={renderLink}
          onClose={() => setLooked(undefined)}
        />
      ) : null}
    </div>
  );
}

/** The last so many days, by the clock of the reader. */
function useLastDays(): (days: number) => LedgerSpan {
  const now = useNow().getTime();
  const timeZone = useTimeZone();
  return (days) => lastDays(days, now, timeZone);
}

function useLedger(app: string, flow: string | undefined, span: LedgerSpan) {
  const api = useApi();
  const query = { ...momentsOfDays(span, useTimeZone()), ...(flow === undefined ? {} : { flow }) };
  return useQuery({
    queryKey: ["app", app, "ledger", query],
    queryFn: () => api.call(routes.readLedger, { params: { app }, query }),
  });
}

const SPANS: readonly (readonly [days: number, name: "week" | "month" | "quarter"])[] = [
  [7, "week"],
  [30, "month"],
  [90, "quarter"],
];

function Filters({
  span,
  filter,
  flows,
  onFilter,
}: {
  readonly span: LedgerSpan;
  readonly filter: LedgerFilter;
  readonly flows: Ledger["flows"];
  readonly onFilter: (filter: LedgerFilter) => void;
}) {
  const t = useText(text);
  const localize = useLocalize();
  const last = useLastDays();
  const usual = SPANS.find(([days]) => {
    const { from, until } = last(days);
    return span.from === from && span.until === until;
  });
  const day = (key: "from" | "until") => (
    <DayInput
      aria-label={t[key]}
      value={span[key]}
      onChange={(chosen) => {
        if (chosen) onFilter({ ...filter, ...span, [key]: chosen });
      }}
    />
  );
  return (
    <div className="ledger-filters">
      <Segmented
        aria-label={t.span}
        value={usual?.[0] ?? 0}
        options={SPANS.map(([days, name]) => ({ value: days, label: t[name] }))}
        onChange={(days) => onFilter({ ...filter, ...last(days) })}
      />
      <span className="ledger-days">
        {day("from")}
        <span aria-hidden="true">–</span>
        {day("until")}
      </span>
      {flows.length > 1 ? (
        <Select
          aria-label={t.allFlows}
          placeholder={t.allFlows}
          allowClear
          value={filter.flow ?? null}
          options={flows.map(({ id, name }) => ({ value: id, label: localize(name) }))}
          onChange={(flow) => {
            const { flow: _flow, ...rest } = filter;
            onFilter(flow === null || flow === undefined ? rest : { ...rest, flow });
          }}
        />
      ) : null}
    </div>
  );
}
