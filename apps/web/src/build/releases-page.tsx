import { routes, type RouteOutput } from "@mortise/contract";
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
import { App, Button, Tag } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
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
  const api = useApi();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message, modal } = App.useApp();
  const restore = useMutation({
    mutationFn: () => api.call(routes.restoreRelease, { params: { app, number: release.number } }),
    onSuccess: ({ release: number }) => {
      for (const queryKey of [
        keys.releases(app),
        keys.app(app),
        keys.draft(app),
        keys.diff(app),
        keys.kept(app),
      ])
        void queryClient.invalidateQueries({ queryKey });
      if (number === null) void message.info(t.preparing);
      else void message.success(fillText(t.restoredTo, { n: number }));
    },
    onError: (error) => message.error(errorMessage(error)),
  });
  const ask = () =>
    void modal.confirm({
      title: t.restore,
      content: fillText(t.restoreAsk, { n: release.number }),
      okText: t.restore,
      cancelText: t.cancel,
      onOk: () => restore.mutateAsync().catch(() => undefined),
    });
  return (
    <Panel
      title={
        <>
          {fillText(t.release, { n: release.number })}{" "}
          {release.current ? <Tag color="success">{t.current}</Tag> : null}
        </>
      }
      actions={
        release.current ? null : (
          <Button size="small" loading={restore.isPending} onClick={ask}>
            {t.restore}
          </Button>
        )
      }
    >
      <p className="release-by">
        {release.by} · {formatDateTime(release.at, locale, timeZone)}
      </p>
      {release.note ? <blockquote>{release.note}</blockquote> : null}
      <ReleaseChanges changes={release.changes} />
    </Panel>
  );
}

const FEW = 6;

/** What a release changed; a long list is folded. */
function ReleaseChanges({ changes }: { readonly changes: Release["changes"] }) {
  const t = useText(buildText);
  const localize = useLocalize();
  const [open, setOpen] = useState(false);
  const shown = open || changes.length <= FEW + 1 ? changes : changes.slice(0, FEW);
  return (
    <>
      <ul className="diff-list">
        {shown.map((change) => (
          <li key={`${change.document}/${change.text.en}`}>{localize(change.text)}</li>
        ))}
      </ul>
      {shown.length < changes.length ? (
        <Button size="small" type="link" onClick={() => setOpen(true)}>
          {fillText(t.allChanges, { n: changes.length })}
        </Button>
      ) : null}
    </>
  );
}
