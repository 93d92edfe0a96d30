import type { RouteOutput, routes } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import type { Catalog } from "@mortise/metadata";
import {
  EmptyState,
  formatDateTime,
  RelativeTime,
  useLocale,
  useLocalize,
  useText,
  useTimeZone,
} from "@mortise/ui";
import { Alert, Button, Checkbox, Select, Skeleton, Tag } from "antd";
import { type ReactNode, useState } from "react";
import { findSendKind, sendKinds } from "../../outgoing/index.ts";
import "../runs/runs.css";
import { SendButtons } from "./send-buttons.tsx";
import { SendDrawer } from "./send-drawer.tsx";
import { SendRetention } from "./send-retention.tsx";
import { SEND_STATUSES, SendStatusTag } from "./send-status.tsx";
import "./sends.css";
import { text } from "./text.ts";
import { type SendFilter, useSends, useWaking } from "./use-sends.ts";

type Page = RouteOutput<typeof routes.listSends>;
type Send = Page["items"][number];

/** Props of `SendList`. */
export interface SendListProps {
  readonly app: string;
  readonly catalog: Catalog;
  readonly filter: SendFilter;
  readonly onFilter: (filter: SendFilter) => void;
  /** Links from a send to its run and its record. */
  readonly renderLinks: (send: Send) => ReactNode;
}

/** What an app's flows send outside, the newest first: found by state, way and flow, sent again many at once. */
export function SendList(props: SendListProps) {
  const t = useText(text);
  const { app, filter, renderLinks } = props;
  const sends = useSends(app, filter);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<string>();
  const items = sends.data?.pages.flatMap((page) => page.items) ?? [];
  const listed = items.filter(({ id }) => chosen.has(id));
  const choose = (id: string, isChosen: boolean): void =>
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id)));
  return (
    <div className="runs">
      <Filters {...props} />
      <Resting app={app} targets={sends.data?.pages[0]?.resting ?? []} />
      {listed.length > 0 ? (
        <div className="runs-chosen" role="toolbar" aria-label={fillText(t.chosen, { n: listed.length })}>
          <span>{fillText(t.chosen, { n: listed.length })}</span>
          <SendButtons app={app} sends={listed} onDone={() => setChosen(new Set())} />
        </div>
      ) : null}
      {sends.error ? <Alert type="error" showIcon role="alert" title={sends.error.message} /> : null}
      {sends.isPending ? <Skeleton active /> : null}
      {sends.data && items.length === 0 ? <EmptyState title={t.none} /> : null}
      {items.length > 0 ? (
        <Checkbox
          checked={items.every(({ id }) => chosen.has(id))}
          onChange={({ target }) => setChosen(new Set(target.checked ? items.map(({ id }) => id) : []))}
        >
          {t.chooseAll}
        </Checkbox>
      ) : null}
      <ul className="runs-list">
        {items.map((send) => (
          <li key={send.id}>
            <Checkbox
              aria-label={t.choose}
              checked={chosen.has(send.id)}
              onChange={({ target }) => choose(send.id, target.checked)}
            />
            <SendLine send={send} onOpen={() => setOpen(send.id)} />
          </li>
        ))}
      </ul>
      {sends.hasNextPage ? (
        <Button block loading={sends.isFetchingNextPage} onClick={() => void sends.fetchNextPage()}>
          {t.more}
        </Button>
      ) : null}
      <SendRetention app={app} />
      <SendDrawer app={app} id={open} renderLinks={renderLinks} onClose={() => setOpen(undefined)} />
    </div>
  );
}

function Filters({ catalog, filter, onFilter }: SendListProps) {
  const t = useText(text);
  const localize = useLocalize();
  const set = (change: { readonly [Key in keyof SendFilter]?: SendFilter[Key] | undefined }): void => {
    const kept = Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined);
    // The same keys with the values of those that are left.
    onFilter(Object.fromEntries(kept) as SendFilter);
  };
  return (
    <div className="runs-filters">
      <Select
        aria-label={t.anyStatus}
        placeholder={t.anyStatus}
        allowClear
        value={filter.status ?? null}
        options={SEND_STATUSES.map((value) => ({ value, label: t[value] }))}
        onChange={(status) => set({ status: status ?? undefined })}
      />
      <Select
        aria-label={t.anyKind}
        placeholder={t.anyKind}
        allowClear
        value={filter.kind ?? null}
        // The select compares texts.
        options={sendKinds.map(({ id, name }) => ({ value: id as string, label: localize(name) }))}
        onChange={(kind) => set({ kind: kind ?? undefined })}
      />
      <Select
        aria-label={t.allFlows}
        placeholder={t.allFlows}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        value={filter.flow ?? null}
        options={catalog.all("flow").map(({ id, name }) => ({ value: id, label: localize(name) }))}
        onChange={(flow) => set({ flow: flow ?? undefined })}
      />
    </div>
  );
}

/** Places to which nothing is sent for a while, and the way to try them at once. */
function Resting({ app, targets }: { readonly app: string; readonly targets: Page["resting"] }) {
  const t = useText(text);
  const locale = useLocale();
  const timeZone = useTimeZone();
  const waking = useWaking(app);
  return targets.map(({ target, failures, until, waiting }) => (
    <Alert
      key={target}
      type="warning"
      showIcon
      title={fillText(t.resting, {
        target,
        failures,
        waiting,
        until: formatDateTime(until, locale, timeZone),
      })}
      action={
        <Button size="small" loading={waking.isPending} onClick={() => waking.mutate(target)}>
          {t.wake}
        </Button>
      }
    />
  ));
}

/** One send in words: what goes where for which record, how far it is and why. */
function SendLine({ send, onOpen }: { readonly send: Send; readonly onOpen: () => void }) {
  const t = useText(text);
  const localize = useLocalize();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const kind = findSendKind(send.kind);
  return (
    <div className="runs-line">
      <div>
        <button type="button" className="sends-open" onClick={onOpen}>
          {send.recordTitle || t.untitled}
        </button>{" "}
        <span>
          {localize(send.flowName)} · {localize(send.nodeName)}
        </span>
      </div>
      <div className="runs-state">
        <SendStatusTag status={send.status} />
        <Tag>{kind ? localize(kind.name) : send.kind}</Tag>
        {send.target === send.kind ? null : <span>{send.target}</span>}
        {send.waits ? <span>{t.waits}</span> : null}
        {send.tries > 0 ? <span>{fillText(t.tries, { n: send.tries })}</span> : null}
        {send.dueAt !== null && send.tries > 0 ? (
          <span>{fillText(t.nextTry, { at: formatDateTime(send.dueAt, locale, timeZone) })}</span>
        ) : null}
        <RelativeTime value={send.createdAt} />
      </div>
      {send.problem ? <div className="runs-reason">{localize(send.problem)}</div> : null}
    </div>
  );
}
