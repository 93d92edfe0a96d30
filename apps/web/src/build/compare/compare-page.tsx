import { SwapOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { EmptyState, PageHeader, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useSearchParams } from "react-router";
import { useAppModel } from "../../app/app-model.ts";
import { keys } from "../../session/query-keys.ts";
import { PageError } from "../../shell/page-error.tsx";
import { PageLoading } from "../../shell/page-loading.tsx";
import { useDraft } from "../use-draft.ts";
import { Comparison } from "./comparison.tsx";
import { compareText } from "./text.ts";
import { DRAFT, releaseState, type StateGroup, useStates } from "./use-states.ts";

/** `/a/:app/build/compare?from=…&to=…`: two states of the app side by side, and the way back to one of them. */
export function ComparePage() {
  const t = useText(compareText);
  const { base } = useDraft();
  const [query, setQuery] = useSearchParams();
  const states = useStates();
  const [from, to] = [query.get("from") ?? releaseState(base), query.get("to") ?? DRAFT];
  const choose = (change: { readonly from?: string; readonly to?: string }) =>
    setQuery({ from, to, ...change }, { replace: true });
  if (!states) return <PageLoading />;
  return (
    <div className="page">
      <PageHeader title={t.title} description={t.hint} />
      <div className="compare-states">
        <StateSelect
          label={t.from}
          value={from}
          states={states}
          onChange={(state) => choose({ from: state })}
        />
        <Button
          icon={<SwapOutlined aria-hidden="true" />}
          aria-label={t.swap}
          title={t.swap}
          onClick={() => choose({ from: to, to: from })}
        />
        <StateSelect label={t.to} value={to} states={states} onChange={(state) => choose({ to: state })} />
      </div>
      <Compared from={from} to={to} states={states} />
    </div>
  );
}

function StateSelect({
  label,
  value,
  states,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly states: readonly StateGroup[];
  readonly onChange: (state: string) => void;
}) {
  return (
    <Select
      aria-label={label}
      value={value}
      options={states.map((group) => ({ ...group, options: [...group.options] }))}
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      onChange={onChange}
    />
  );
}

function Compared({
  from,
  to,
  states,
}: {
  readonly from: string;
  readonly to: string;
  readonly states: readonly StateGroup[];
}) {
  const t = useText(compareText);
  const api = useApi();
  const { id: app } = useAppModel();
  const { session } = useDraft();
  const compared = useQuery({
    queryKey: [...keys.draftSteps(app), "compare", from, to],
    queryFn: async () => {
      await session.flush();
      return api.call(routes.compareDraft, { params: { app }, query: { from, to } });
    },
    staleTime: 0,
  });
  if (compared.error) return <PageError error={compared.error} onRetry={() => void compared.refetch()} />;
  if (!compared.data) return <PageLoading />;
  if (compared.data.changes.length === 0) return <EmptyState title={t.same} />;
  const named = new Map(states.flatMap(({ options }) => options).map(({ value, label }) => [value, label]));
  const nameOf = (state: string) => named.get(state) ?? state;
  return (
    <Comparison
      {...compared.data}
      before={{ state: from, name: nameOf(from) }}
      after={{ state: to, name: nameOf(to) }}
    />
  );
}
