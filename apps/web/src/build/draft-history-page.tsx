import { routes, type RouteOutput } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import {
  EmptyState,
  formatDateTime,
  IconByName,
  PageHeader,
  useLocale,
  useText,
  useTimeZone,
} from "@mortise/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Tag } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { keys } from "../session/query-keys.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { HistoryCard } from "./history-card.tsx";
import { historyText } from "./history-text.ts";
import { useDraft } from "./use-draft.ts";

type Step = RouteOutput<typeof routes.listDraftSteps>["items"][number];

/** `/a/:app/build/history`: who changed what in the draft, and the way back for single steps. */
export function DraftHistoryPage() {
  const t = useText(historyText);
  const api = useApi();
  const { id: app } = useAppModel();
  const { session } = useDraft();
  const steps = useQuery({
    queryKey: keys.draftSteps(app),
    queryFn: async () => {
      await session.flush();
      return api.call(routes.listDraftSteps, { params: { app } });
    },
    staleTime: 0,
  });
  if (steps.error) return <PageError error={steps.error} onRetry={() => void steps.refetch()} />;
  if (!steps.data) return <PageLoading />;
  return (
    <div className="page page-narrow">
      <PageHeader title={t.history} description={t.historyHint} />
      {steps.data.items.length === 0 ? (
        <EmptyState icon={<IconByName name="history" />} title={t.noSteps} hint={t.noStepsHint} />
      ) : null}
      <ol className="releases" aria-label={t.history}>
        {steps.data.items.map((step) => (
          <li key={step.id}>
            <StepCard step={step} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function StepCard({ step }: { readonly step: Step }) {
  const t = useText(historyText);
  const api = useApi();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message } = App.useApp();
  const takeBack = async () => {
    await api.call(routes.revertDraftStep, { params: { app, step: step.id } });
    await queryClient.invalidateQueries({ queryKey: keys.draft(app) });
    await queryClient.invalidateQueries({ queryKey: keys.draftSteps(app) });
    void message.success(t.takenBack);
  };
  return (
    <HistoryCard
      title={
        <>
          {step.by || "—"} <Tag>{t[step.source]}</Tag>
        </>
      }
      by={formatDateTime(step.at, locale, timeZone)}
      changes={step.changes}
      none={t.noDifference}
      wayBack={{ label: t.takeBack, question: t.takeBackAsk, run: takeBack }}
    />
  );
}
