import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { dayBegins } from "@mortise/expression";
import { fillText, nextDay } from "@mortise/kit";
import { DayInput, EmptyState, RelativeTime, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Select, Skeleton } from "antd";
import { type ReactNode, useState } from "react";
import { FlowStates } from "./flow-states.tsx";
import { MendingButtons } from "./mending-buttons.tsx";
import { RetentionChoice } from "./retention-choice.tsx";
import { RUN_STATUSES, type RunStatus, RunStatusTag } from "./run-status.tsx";
import "./runs.css";
import { text } from "./text.ts";
import { runsKey } from "./use-mending.ts";
import { useWatchedFlows } from "./use-watched-flows.ts";

type Run = RouteOutput<typeof routes.listRuns>["items"][number];

/** Which runs are listed. */
export interface RunFilter {
  readonly flow?: string;
  readonly status?: RunStatus;
  readonly node?: string;
  readonly record?: string;
  /** Days, `2026-11-30`. */
  readonly from?: string;
  readonly until?: string;
}

/** Props of `RunList`. */
export interface RunListProps {
  readonly app: string;
  readonly filter: RunFilter;
  readonly onFilter: (filter: RunFilter) => void;
  /** A link to one run. */
  readonly renderLink: (run: string, children: ReactNode) => ReactNode;
  /** Hears that a flow was paused or goes on. */
  readonly onSwitched?: () => void;
  /** The person builds the app: says for how long runs are kept. */
  readonly isBuilder: boolean;
}

/** The runs of an app's flows, the newest first: found by flow, state and time, mended many at once. */
export function RunList(props: RunListProps) {
  const t = useText(text);
  const { app, renderLink } = props;
  const runs = useRuns(props);
  const mayMend = useWatchedFlows(app).data?.mayMend === true;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  const listed = items.filter(({ id }) => chosen.has(id));
  const choose = (id: string, isChosen: boolean): void =>
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id)));
  return (
    <div className="runs">
      <FlowStates
        app={app}
        onSwitched={props.onSwitched}
        renderFlow={(flow, name) => (
          <Button type="link" size="small" onClick={() => props.onFilter({ flow })}>
            {name}
          </Button>
        )}
      />
      <Filters {...props} />
      {listed.length > 0 ? (
        <div className="runs-chosen" role="toolbar" aria-label={fillText(t.chosen, { n: listed.length })}>
          <span>{fillText(t.chosen, { n: listed.length })}</span>
          <MendingButtons
            app={app}
            ids={listed.map(({ id }) => id)}
            isFailed={listed.some(({ status }) => status === "failed")}
            onDone={() => setChosen(new Set())}
          />
        </div>
      ) : null}
      {runs.error ? <Alert type="error" showIcon role="alert" title={runs.error.message} /> : null}
      {runs.isPending ? <Skeleton active /> : null}
      {runs.data && items.length === 0 ? <EmptyState title={t.none} /> : null}
      {items.length > 0 && mayMend ? (
        <Checkbox
          checked={items.every(({ id }) => chosen.has(id))}
          onChange={({ target }) => setChosen(new Set(target.checked ? items.map(({ id }) => id) : []))}
        >
          {t.chooseAll}
        </Checkbox>
      ) : null}
      <ul className="runs-list">
        {items.map((run) => (
          <li key={run.id}>
            {mayMend ? (
              <Checkbox
                aria-label={t.choose}
                checked={chosen.has(run.id)}
                onChange={({ target }) => choose(run.id, target.checked)}
              />
            ) : null}
            <RunLine run={run} renderLink={renderLink} />
          </li>
        ))}
      </ul>
      {runs.hasNextPage ? (
        <Button block loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          {t.more}
        </Button>
      ) : null}
      {props.isBuilder ? <RetentionChoice app={app} /> : null}
    </div>
  );
}

function useRuns({ app, filter }: RunListProps) {
  const api = useApi();
  const timeZone = useTimeZone();
  const { from, until, ...rest } = filter;
  const query = {
    ...rest,
    ...(from === undefined ? {} : { from: dayBegins(from, timeZone) }),
    ...(until === undefined ? {} : { until: dayBegins(nextDay(until), timeZone) }),
  };
  return useInfiniteQuery({
    queryKey: [...runsKey(app), "list", filter],
    queryFn: ({ pageParam }) =>
      api.call(routes.listRuns, {
        params: { app },
        query: { ...query, ...(pageParam === undefined ? {} : { after: pageParam }) },
      }),
    // Without it the parameter would be nothing but undefined.
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
}

function Filters({ app, filter, onFilter }: RunListProps) {
  const t = useText(text);
  const localize = useLocalize();
  const flows = useWatchedFlows(app);
  const set = (change: { readonly [Key in keyof RunFilter]?: RunFilter[Key] | undefined }): void => {
    const kept = Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined);
    // The same keys with the values of those that are left.
    onFilter(Object.fromEntries(kept) as RunFilter);
  };
  const day = (key: "from" | "until") => (
    <DayInput
      aria-label={t[key]}
      placeholder={t[key]}
      value={filter[key]}
      onChange={(chosen) => set({ [key]: chosen })}
    />
  );
  return (
    <div className="runs-filters">
      <Select
        aria-label={t.allFlows}
        placeholder={t.allFlows}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        value={filter.flow ?? null}
        options={(flows.data?.items ?? []).map(({ id, name }) => ({ value: id, label: localize(name) }))}
        onChange={(flow) => set({ flow: flow ?? undefined, node: undefined })}
      />
      <Select
        aria-label={t.anyStatus}
        placeholder={t.anyStatus}
        allowClear
        value={filter.status ?? null}
        options={RUN_STATUSES.map((value) => ({ value, label: t[value] }))}
        onChange={(status) => set({ status: status ?? undefined })}
      />
      {day("from")}
      {day("until")}
    </div>
  );
}

/** One run in words: which flow on which record, where it stands and why. */
function RunLine({
  run,
  renderLink,
}: {
  readonly run: Run;
  readonly renderLink: RunListProps["renderLink"];
}) {
  const t = useText(text);
  const localize = useLocalize();
  const isStanding = run.nodeName !== null && run.status !== "done";
  return (
    <div className="runs-line">
      <div>
        {renderLink(run.id, <b>{run.recordTitle || t.untitled}</b>)} <span>{localize(run.flowName)}</span>
      </div>
      <div className="runs-state">
        <RunStatusTag status={run.status} undone={run.undone} />
        {isStanding ? <span>{fillText(t.at, { step: localize(run.nodeName ?? undefined) })}</span> : null}
        <RelativeTime value={run.startedAt} />
      </div>
      {run.status === "failed" || run.error ? (
        <div className="runs-reason">{run.error ? localize(run.error) : t.withheld}</div>
      ) : null}
    </div>
  );
}
