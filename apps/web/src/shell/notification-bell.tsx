import { BellOutlined } from "@ant-design/icons";
import { decisionPath, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { EmptyState, RelativeTime, useLocalize, useText } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Badge, Button, Popover } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { keys } from "../session/query-keys.ts";
import { awaitsApproval } from "../work/asked-decision.tsx";
import { workText } from "../work/text.ts";
import type { WorkItem } from "../work/work-item.ts";
import { shellText } from "./text.ts";

/** The bell: number of unread notifications, live; a click shows the newest and leads to their records. */
export function NotificationBell() {
  const t = useText(shellText);
  const api = useApi();
  const [open, setOpen] = useState(false);
  const query = useQuery({
    queryKey: keys.notifications,
    queryFn: () => api.call(routes.listNotifications, { query: {} }),
  });
  const unread = query.data?.unread ?? 0;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      content={
        <NotificationList items={query.data?.items ?? []} unread={unread} onLeave={() => setOpen(false)} />
      }
      styles={{ container: { padding: 0 } }}
    >
      <Badge count={unread} size="small" offset={[-6, 6]}>
        <Button
          type="text"
          icon={<BellOutlined aria-hidden="true" />}
          aria-label={unread > 0 ? fillText(t.unread, { n: unread }) : t.notifications}
        />
      </Badge>
    </Popover>
  );
}

interface Item {
  readonly id: string;
  readonly at: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly body: { readonly zh: string; readonly en: string };
  readonly read: boolean;
  readonly app: string | null;
  readonly entity: string | null;
  readonly record: string | null;
}

/** What a message is about: a record, the list of an entity, or nothing in particular. */
function placeOf({ app, entity, record }: Item): string {
  if (app === null || entity === null) return "/";
  return record === null ? `/a/${app}/e/${entity}` : `/a/${app}/e/${entity}/${record}`;
}

function NotificationList({
  items,
  unread,
  onLeave,
}: {
  readonly items: readonly Item[];
  readonly unread: number;
  readonly onLeave: () => void;
}) {
  const t = useText(shellText);
  const localize = useLocalize();
  const api = useApi();
  const queryClient = useQueryClient();
  const read = useMutation({
    mutationFn: (ids: string[] | undefined) =>
      api.call(routes.readNotifications, { body: ids ? { ids } : {} }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.notifications }),
  });
  const waiting = useApprovals();
  const leave = (item: Item) => {
    if (!item.read) read.mutate([item.id]);
    onLeave();
  };
  return (
    <section className="notifications" aria-label={t.notifications}>
      <header>
        <b>{t.notifications}</b>
        <Button type="link" size="small" disabled={unread === 0} onClick={() => read.mutate(undefined)}>
          {t.readAll}
        </Button>
      </header>
      {items.length === 0 ? (
        <EmptyState title={t.noNotifications} icon={<BellOutlined aria-hidden="true" />} />
      ) : null}
      <ul>
        {items.map((item) => (
          <li key={item.id} className={item.read ? undefined : "notification-unread"}>
            <Link to={placeOf(item)} onClick={() => leave(item)}>
              <b>{localize(item.title)}</b>
              <span>{localize(item.body)}</span>
              <RelativeTime value={item.at} />
            </Link>
            <ApproveLink item={waiting.get(item.record ?? "")} onLeave={() => leave(item)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Approvals that wait for the reader, by the record they are about. */
function useApprovals(): ReadonlyMap<string, WorkItem> {
  const api = useApi();
  const { data } = useQuery({
    queryKey: [...keys.workItems, "open"],
    queryFn: () => api.call(routes.listWorkItems, { query: { status: "open", limit: 200 } }),
  });
  return new Map((data?.items ?? []).filter(awaitsApproval).map((item) => [item.record, item]));
}

/** Leads from a message to the decision that it asks for. */
function ApproveLink({
  item,
  onLeave,
}: {
  readonly item: WorkItem | undefined;
  readonly onLeave: () => void;
}) {
  const t = useText(workText);
  if (!item) return null;
  return (
    <Link className="notification-approve" to={decisionPath(item)} onClick={onLeave}>
      {t.approve}
    </Link>
  );
}
