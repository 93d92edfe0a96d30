import { routes, type RouteOutput } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { EmptyState, Panel, RelativeTime, useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Popconfirm, Tag } from "antd";
import { Link } from "react-router";
import { keys } from "../session/query-keys.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { workText } from "./text.ts";
import { useWorkAction } from "./use-work-action.ts";

type OwnRun = RouteOutput<typeof routes.ownRuns>["items"][number];

/** 我发起的: what the person set off and others approve, with whom it waits for. */
export function OwnRuns({ app }: { readonly app: string }) {
  const t = useText(workText);
  const api = useApi();
  const query = useQuery({
    queryKey: [...keys.workItems, "own"],
    queryFn: () => api.call(routes.ownRuns, {}),
  });
  if (query.error) return <PageError error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <PageLoading />;
  const runs = query.data.items.filter((run) => run.app === app);
  if (runs.length === 0)
    return (
      <Panel>
        <EmptyState title={t.nothingStarted} />
      </Panel>
    );
  return (
    <ul className="work-list" aria-label={t.own}>
      {runs.map((run) => (
        <li key={run.id}>
          <Panel>
            <RunCard run={run} />
          </Panel>
        </li>
      ))}
    </ul>
  );
}

function RunCard({ run }: { readonly run: OwnRun }) {
  const t = useText(workText);
  const localize = useLocalize();
  const states: Readonly<Record<string, string>> = {
    running: t.running,
    waiting: t.waiting,
    done: t.runDone,
    cancelled: t.runCancelled,
    failed: t.failed,
  };
  return (
    <article className="work-item" aria-label={localize(run.flow)}>
      <header>
        <Tag color={run.endedAt === null ? "processing" : "default"}>{states[run.status]}</Tag>
        <b>{localize(run.flow)}</b>
      </header>
      <p>
        <Link to={`/a/${run.app}/e/${run.entity}/${run.record}`}>{run.recordTitle}</Link>
        <RelativeTime value={run.startedAt} />
        {run.waitsFor.length > 0 ? (
          <span>{fillText(t.waitsFor, { names: run.waitsFor.join("、") })}</span>
        ) : null}
      </p>
      {run.endedAt === null ? <RunButtons run={run} /> : null}
    </article>
  );
}

function RunButtons({ run }: { readonly run: OwnRun }) {
  const t = useText(workText);
  const api = useApi();
  const { message } = App.useApp();
  const urge = useWorkAction(
    run,
    () => api.call(routes.urgeRun, { params: { id: run.id } }),
    () => message.success(t.urged),
  );
  const withdraw = useWorkAction(run, () =>
    api.call(routes.withdrawRun, { params: { id: run.id }, body: {} }),
  );
  return (
    <div className="work-buttons">
      {run.waitsFor.length > 0 ? (
        <Button loading={urge.isPending} onClick={() => urge.mutate()}>
          {t.urge}
        </Button>
      ) : null}
      {run.mayWithdraw ? (
        <Popconfirm
          title={t.withdrawAsk}
          description={t.withdrawHint}
          okText={t.withdraw}
          cancelText={t.cancel}
          onConfirm={() => withdraw.mutate()}
        >
          <Button loading={withdraw.isPending}>{t.withdraw}</Button>
        </Popconfirm>
      ) : null}
    </div>
  );
}
