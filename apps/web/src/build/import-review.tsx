import { ApiError, routes, type RouteOutput } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { isPlainObject } from "@mortise/kit";
import type { Side } from "@mortise/metadata";
import { Panel, useLocalize, useText } from "@mortise/ui";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Spin } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { ConflictList } from "./conflict-list.tsx";
import { historyText } from "./history-text.ts";
import { useDraft } from "./use-draft.ts";

type Review = RouteOutput<typeof routes.reviewImport>;

/** A file held against the draft: what changes, what has to be decided, and the button that merges it. */
export function ImportReviewPanel({
  archive,
  onDone,
}: {
  readonly archive: unknown;
  readonly onDone: () => void;
}) {
  const t = useText(historyText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { session } = useDraft();
  const { message } = App.useApp();
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const definitions = withoutRows(archive);
  const review = useQuery({
    queryKey: [...keys.importReview(app), definitions, choices],
    queryFn: async () => {
      await session.flush();
      return api.call(routes.reviewImport, { params: { app }, body: { archive: definitions, choices } });
    },
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
  const merge = useMutation({
    mutationFn: (stamp: string) =>
      api.call(routes.importApp, { params: { app }, body: { archive: definitions, choices, stamp } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: keys.draft(app) });
      void message.success(t.imported);
      onDone();
    },
    onError: (error) => {
      void message.error(errorMessage(error));
      if (error instanceof ApiError && error.status === 409) void review.refetch();
    },
  });
  if (review.error) return <Alert type="error" showIcon role="alert" title={errorMessage(review.error)} />;
  if (!review.data) return <Spin />;
  const { stamp } = review.data;
  // A choice shows at once; what it means for the draft follows.
  const conflicts = review.data.conflicts.map((each) => ({ ...each, side: choices[each.id] ?? each.side }));
  const decide = (ids: readonly string[], side: Side) =>
    setChoices((before) => ({ ...before, ...Object.fromEntries(ids.map((id) => [id, side])) }));
  return (
    <Panel
      title={t.review}
      actions={
        <Button type="primary" loading={merge.isPending} onClick={() => merge.mutate(stamp)}>
          {t.doImport}
        </Button>
      }
    >
      {review.data.hasBase ? null : <Alert type="warning" showIcon title={t.noBase} />}
      <ConflictList conflicts={conflicts} onDecide={decide} />
      <ReviewChanges review={review.data} />
    </Panel>
  );
}

function ReviewChanges({ review }: { readonly review: Review }) {
  const t = useText(historyText);
  const localize = useLocalize();
  const errors = review.problems.filter(({ severity }) => severity === "error");
  return (
    <div className="diff">
      {errors.length > 0 ? (
        <Alert
          type="warning"
          title={t.problems}
          description={
            <ul className="diff-list">
              {errors.map((problem) => (
                <li key={`${problem.document}/${problem.path}/${problem.message.en}`}>
                  {localize(problem.message)}
                </li>
              ))}
            </ul>
          }
        />
      ) : null}
      <h3>{review.changes.length === 0 ? t.noChanges : t.changes}</h3>
      <ul className="diff-list" aria-label={t.changes}>
        {review.changes.map((change) => (
          <li key={`${change.document}/${change.text.en}`}>{localize(change.text)}</li>
        ))}
      </ul>
    </div>
  );
}

/** Rows are for new apps; merging looks at definitions only. */
function withoutRows(archive: unknown): unknown {
  if (!isPlainObject(archive)) return archive;
  const { samples: _rows, ...definitions } = archive;
  return definitions;
}
