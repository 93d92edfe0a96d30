import { ApiError, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { emptiedField } from "./diff-view.tsx";
import { buildText } from "./text.ts";

/** Somebody else was faster: what they published is shown, and what is left. */
const PUBLISHED_BY_OTHERS = "STORE_PUBLISH_CONFLICT";

/** Tests of flows fail: it is said why they are published all the same, or they are mended first. */
const TESTS_FAILED = "FLOW_TESTS_FAILED";

/** What the publish dialog knows and does. */
export function usePublishing(
  app: string,
  { onClose, onReload }: { readonly onClose: () => void; readonly onReload: () => void },
) {
  const t = useText(buildText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [note, setNote] = useState("");
  const [despite, setDespite] = useState("");
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  /** The release that was in force when the dialog was opened. */
  const [opened, setOpened] = useState<number | undefined>(undefined);
  const diff = useQuery({
    queryKey: keys.diff(app),
    queryFn: () => api.call(routes.diffDraft, { params: { app } }),
    staleTime: 0,
    gcTime: 0,
  });
  const base = diff.data?.base;
  if (opened === undefined && base !== undefined) setOpened(base);
  const reload = () => {
    onReload();
    const stale = [keys.app(app), keys.releases(app), keys.apps, keys.draftSteps(app), keys.kept(app)];
    for (const queryKey of [...stale, keys.structure(app)]) void queryClient.invalidateQueries({ queryKey });
  };
  const publish = useMutation({
    mutationFn: (base: number) =>
      api.call(routes.publish, {
        params: { app },
        body: {
          base,
          ...(note.trim() ? { note: note.trim() } : {}),
          ...(despite.trim() ? { despiteTests: despite.trim() } : {}),
          ...(accepted.size > 0 ? { accepted: [...accepted] } : {}),
        },
      }),
    onSuccess: ({ release }) => {
      reload();
      if (release === null) void message.info(t.preparing);
      else void message.success(fillText(t.published, { n: release }));
      onClose();
    },
    onError: (error) => {
      if (!(error instanceof ApiError) || error.status !== 409) return;
      void diff.refetch();
      reload();
    },
  });
  const discard = useMutation({
    mutationFn: () => api.call(routes.discardDraft, { params: { app } }),
    onSuccess: () => {
      reload();
      onClose();
    },
    onError: (error) => message.error(errorMessage(error)),
  });
  const isRefused = publish.error instanceof ApiError && publish.error.body.code === PUBLISHED_BY_OTHERS;
  // The news of a release may come before the answer, or before anybody tries; one's own is no news.
  const isNewer = opened !== undefined && base !== undefined && base !== opened && !publish.isPending;
  const overtaken = isRefused || isNewer ? opened : undefined;
  const blocked =
    diff.data?.problems.some(
      (each) => each.severity === "error" && !accepted.has(emptiedField(each) ?? ""),
    ) ?? true;
  const failedTests =
    publish.error instanceof ApiError && publish.error.body.code === TESTS_FAILED
      ? publish.error.body.details
      : undefined;
  return {
    failedTests,
    despite,
    setDespite,
    diff,
    publish,
    discard,
    blocked,
    overtaken,
    note,
    setNote,
    accepted,
    setAccepted,
  };
}
