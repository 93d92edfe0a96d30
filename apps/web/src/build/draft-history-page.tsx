import { routes, type RouteOutput } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
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
import { useAppModel } from "../app/app-model.ts";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
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
      {steps.data.items.length === 0 ? <EmptyState title={t.noSteps} /> : null}
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
  const localize = useLocalize();
  const api = useApi();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message, modal } = App.useApp();
  const revert = useMutation({
    mutationFn: () => api.call(routes.revertDraftStep, { params: { app, step: step.id } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: keys.draft(app) });
      await queryClient.invalidateQueries({ queryKey: keys.draftSteps(app) });
      void message.success(t.takenBack);
    },
    onError: (error) => message.error(errorMessage(error)),
  });
  const ask = () =>
    void modal.confirm({
      title: t.takeBack,
      content: t.takeBackAsk,
      okText: t.takeBack,
      cancelText: t.cancel,
      onOk: () => revert.mutateAsync().catch(() => undefined),
    });
  return (
    <Panel
      title={
        <>
          {step.by || "—"} <Tag>{t[step.source]}</Tag>
        </>
      }
      actions={
        <Button size="small" loading={revert.isPending} onClick={ask}>
          {t.takeBack}
        </Button>
      }
    >
      <p className="release-by">{formatDateTime(step.at, locale, timeZone)}</p>
      <ul className="diff-list">
        {step.changes.map((change) => (
          <li key={`${change.document}/${change.text.en}`}>{localize(change.text)}</li>
        ))}
        {step.changes.length === 0 ? <li>{t.noDifference}</li> : null}
      </ul>
    </Panel>
  );
}
