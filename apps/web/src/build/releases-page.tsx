import { routes, type RouteOutput } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { EmptyState, formatDateTime, PageHeader, useLocale, useText, useTimeZone } from "@mortise/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Tag } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { keys } from "../session/query-keys.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { compareText } from "./compare/text.ts";
import { comparePath, DRAFT, releaseState } from "./compare/use-states.ts";
import { HistoryCard } from "./history-card.tsx";
import { KeptData } from "./kept-data.tsx";
import { StructureNotice } from "./structure-notice.tsx";
import { buildText } from "./text.ts";

type Release = RouteOutput<typeof routes.listReleases>["items"][number];

/** `/a/:app/build/releases`: what was published when, and the way back. */
export function ReleasesPage() {
  const t = useText(buildText);
  const api = useApi();
  const { id: app } = useAppModel();
  const releases = useQuery({
    queryKey: keys.releases(app),
    queryFn: () => api.call(routes.listReleases, { params: { app } }),
  });
  if (releases.error) return <PageError error={releases.error} onRetry={() => void releases.refetch()} />;
  if (!releases.data) return <PageLoading />;
  return (
    <div className="page page-narrow">
      <PageHeader title={t.releases} description={t.releasesHint} />
      <StructureNotice />
      {releases.data.items.length === 0 ? <EmptyState title={t.noReleases} /> : null}
      <ol className="releases">
        {releases.data.items.map((release) => (
          <li key={release.number}>
            <ReleaseCard release={release} />
          </li>
        ))}
      </ol>
      <KeptData />
    </div>
  );
}

function ReleaseCard({ release }: { readonly release: Release }) {
  const t = useText(buildText);
  const words = useText(compareText);
  const api = useApi();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message } = App.useApp();
  const restore = async () => {
    const { release: number } = await api.call(routes.restoreRelease, {
      params: { app, number: release.number },
    });
    const stale = [keys.releases(app), keys.app(app), keys.draft(app), keys.diff(app), keys.kept(app)];
    for (const queryKey of stale) void queryClient.invalidateQueries({ queryKey });
    if (number === null) void message.info(t.preparing);
    else void message.success(fillText(t.restoredTo, { n: number }));
  };
  const question = fillText(t.restoreAsk, { n: release.number });
  return (
    <HistoryCard
      title={
        <>
          {fillText(t.release, { n: release.number })}{" "}
          {release.current ? <Tag color="success">{t.current}</Tag> : null}
        </>
      }
      by={`${release.by} · ${formatDateTime(release.at, locale, timeZone)}`}
      note={release.note}
      changes={release.changes}
      compared={{
        label: words.compareNow,
        path: comparePath(app, releaseState(release.number), DRAFT),
      }}
      wayBack={release.current ? undefined : { label: t.restore, question, run: restore }}
    />
  );
}
