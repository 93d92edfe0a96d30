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
import { compareText } from "./compare/text.ts";
import { comparePath, releaseState, stepState } from "./compare/use-states.ts";
import { HistoryCard } from "./history-card.tsx";
import { historyText } from "./history-text.ts";
import { useDraft } from "./use-draft.ts";

type Step = RouteOutput<typeof routes.listDraftSteps>["items"][number];

/** `/a/:app/build/history`: who changed what in the draft, and the way back for single steps. */
export function DraftHistoryPage() {
  const t = useText(historyText);
  const api = useApi();
  const { id: app } = useAppModel();
  const { session, base } = useDraft();
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
        {steps.data.items.map((step, index) => (
          <li key={step.id}>
            <StepCard step={step} before={stateBefore(steps.data.items[index + 1], base)} />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The state that a step began from: after the one before it, or the release. */
function stateBefore(earlier: Step | undefined, base: number): string {
  return earlier ? stepState(earlier.id) : releaseState(base);
}

function StepCard({ step, before }: { readonly step: Step; readonly before: string }) {
  const t = useText(historyText);
  const words = useText(compareText);
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
      compared={{ label: words.compare, path: comparePath(app, before, stepState(step.id)) }}
      wayBack={{ label: t.takeBack, question: t.takeBackAsk, run: takeBack }}
    />
  );
}
