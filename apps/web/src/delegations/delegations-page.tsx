import { PlusOutlined, SwapOutlined } from "@ant-design/icons";
import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import {
  EmptyState,
  formatDateTime,
  PageHeader,
  Panel,
  useLocale,
  useLocalize,
  useText,
  useTimeZone,
} from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Popconfirm, Tag } from "antd";
import { useState } from "react";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { DelegationDialog } from "./delegation-dialog.tsx";
import { delegationText } from "./text.ts";
import { useDelegationChoices } from "./use-delegation-choices.ts";

type Delegation = RouteOutput<typeof routes.listDelegations>["items"][number];

const TONES: Readonly<Record<Delegation["state"], string>> = {
  now: "success",
  coming: "processing",
  over: "default",
};

/** `/a/:app/delegations`: who deals with the person's new work while they are away, and for whom the person does. */
export function DelegationsPage() {
  const t = useText(delegationText);
  const api = useApi();
  const [isAdding, setIsAdding] = useState(false);
  const query = useQuery({
    queryKey: keys.delegations,
    queryFn: () => api.call(routes.listDelegations, {}),
  });
  const items = query.data?.items ?? [];
  return (
    <div className="page page-narrow">
      <PageHeader
        icon={<SwapOutlined aria-hidden="true" />}
        title={t.delegations}
        description={t.hint}
        actions={
          <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setIsAdding(true)}>
            {t.add}
          </Button>
        }
      />
      {query.error ? <PageError error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <PageLoading /> : null}
      {query.isSuccess && items.length === 0 ? (
        <Panel>
          <EmptyState icon={<SwapOutlined aria-hidden="true" />} title={t.nothing} hint={t.nothingHint} />
        </Panel>
      ) : null}
      <ul className="work-list" aria-label={t.delegations}>
        {items.map((item) => (
          <li key={item.id}>
            <Panel>
              <DelegationCard item={item} />
            </Panel>
          </li>
        ))}
      </ul>
      {isAdding ? <DelegationDialog onClose={() => setIsAdding(false)} /> : null}
    </div>
  );
}

function DelegationCard({ item }: { readonly item: Delegation }) {
  const t = useText(delegationText);
  const locale = useLocale();
  const timeZone = useTimeZone();
  const title = fillText(t.line, { from: item.accountName, to: item.delegateName });
  const time = (moment: string): string => formatDateTime(moment, locale, timeZone);
  return (
    <article className="work-item" aria-label={title}>
      <header>
        <Tag color={TONES[item.state]}>{t[item.state]}</Tag>
        <b>{title}</b>
      </header>
      <p>
        <span>{fillText(t.span, { from: time(item.from), until: time(item.until) })}</span>
        <Scope scope={item.scope} />
      </p>
      {item.reason ? <blockquote>{item.reason}</blockquote> : null}
      {item.mayEnd ? <EndButton id={item.id} /> : null}
    </article>
  );
}

function Scope({ scope }: { readonly scope: Delegation["scope"] }) {
  const t = useText(delegationText);
  const localize = useLocalize();
  const { apps } = useDelegationChoices();
  if (scope === null) return <span>{t.everything}</span>;
  const names = scope.map(({ app, flow }) => {
    const known = apps.find(({ id }) => id === app);
    const name = localize(known?.name) || app;
    if (flow === null) return fillText(t.wholeApp, { app: name });
    return localize(known?.flows.find(({ id }) => id === flow)?.name) || flow;
  });
  return <span>{names.join("、")}</span>;
}

function EndButton({ id }: { readonly id: string }) {
  const t = useText(delegationText);
  const api = useApi();
  const client = useQueryClient();
  const { message } = App.useApp();
  const end = useMutation({
    mutationFn: () => api.call(routes.endDelegation, { params: { id } }),
    onSuccess: (list) => {
      client.setQueryData(keys.delegations, list);
      void message.success(t.ended);
    },
    onError: (error) => message.error(errorMessage(error)),
  });
  return (
    <Popconfirm
      title={t.endAsk}
      description={t.endHint}
      okText={t.end}
      cancelText={t.cancel}
      onConfirm={() => end.mutate()}
    >
      <Button loading={end.isPending}>{t.end}</Button>
    </Popconfirm>
  );
}
