import { BellOutlined, CloseOutlined } from "@ant-design/icons";
import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { EmptyState, PageHeader, Panel, RelativeTime, useLocalize, useText } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Switch } from "antd";
import { useId } from "react";
import { Link } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import "./comments.css";
import { commentsText } from "./text.ts";
import { useFollow } from "./use-follow.ts";

/** `/a/:app/follows`: the records that the person chose to follow, and what is followed without asking. */
export function FollowsPage() {
  const t = useText(commentsText);
  const api = useApi();
  const { id: app } = useAppModel();
  const query = useQuery({
    queryKey: keys.follows(app),
    queryFn: () => api.call(routes.listFollows, { params: { app } }),
  });
  const items = query.data?.items ?? [];
  return (
    <div className="page page-narrow">
      <PageHeader icon={<BellOutlined aria-hidden="true" />} title={t.follows} description={t.followsHint} />
      <Panel>
        {query.error ? <PageError error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isPending ? <PageLoading /> : null}
        {query.isSuccess && items.length === 0 ? (
          <EmptyState icon={<BellOutlined aria-hidden="true" />} title={t.noFollows} hint={t.noFollowsHint} />
        ) : null}
        {items.length > 0 ? (
          <ul className="follows" aria-label={t.follows}>
            {items.map((item) => (
              <FollowedLine key={item.record} item={item} />
            ))}
          </ul>
        ) : null}
      </Panel>
      <FollowSettingsPanel />
    </div>
  );
}

function FollowedLine({ item }: { readonly item: RouteOutput<typeof routes.listFollows>["items"][number] }) {
  const t = useText(commentsText);
  const localize = useLocalize();
  const { id: app, catalog } = useAppModel();
  const follow = useFollow();
  const { entity, record } = item;
  const name = item.title || t.unnamed;
  return (
    <li>
      <Link to={`/a/${app}/e/${entity}/${record}`}>
        {name}
        <em>{localize(catalog.find("entity", entity)?.name)}</em>
      </Link>
      <RelativeTime value={item.at} />
      <Button
        type="text"
        icon={<CloseOutlined aria-hidden="true" />}
        aria-label={fillText(t.stop, { name })}
        title={fillText(t.stop, { name })}
        loading={follow.isPending}
        onClick={() => follow.mutate({ entity, id: record, following: false })}
      />
    </li>
  );
}

const SETTINGS = ["owned", "created", "commented"] as const;

function FollowSettingsPanel() {
  const t = useText(commentsText);
  const api = useApi();
  const id = useId();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const settings = useQuery({
    queryKey: keys.followSettings,
    queryFn: () => api.call(routes.followSettings, {}),
  }).data;
  const save = useMutation({
    mutationFn: (body: NonNullable<typeof settings>) => api.call(routes.saveFollowSettings, { body }),
    onSuccess: (saved) => queryClient.setQueryData(keys.followSettings, saved),
    onError: (error) => message.error(errorMessage(error)),
  });
  if (!settings) return null;
  return (
    <Panel title={t.automatic}>
      <div className="follow-settings">
        {SETTINGS.map((key) => (
          <label key={key} htmlFor={`${id}${key}`}>
            <Switch
              id={`${id}${key}`}
              checked={settings[key]}
              loading={save.isPending}
              onChange={(checked) => save.mutate({ ...settings, [key]: checked })}
            />
            {t[key]}
          </label>
        ))}
      </div>
    </Panel>
  );
}
