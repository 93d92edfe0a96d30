import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { formatDateTime, useLocale, useText, useTimeZone } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { useAppModel } from "../../app/app-model.ts";
import { keys } from "../../session/query-keys.ts";
import { useDraft } from "../use-draft.ts";
import { compareText } from "./text.ts";

/** A group of states to choose among. */
export interface StateGroup {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** The draft as it is. */
export const DRAFT = "draft";

/** The draft after a step of its history. */
export const stepState = (id: string): string => `step-${id}`;

/** A release. */
export const releaseState = (number: number): string => `release-${number}`;

/** Where two states are compared. */
export function comparePath(app: string, from: string, to: string): string {
  return `/a/${app}/build/compare?from=${from}&to=${to}`;
}

/** Every state that can be compared, by kind; undefined while they are being read. */
export function useStates(): readonly StateGroup[] | undefined {
  const t = useText(compareText);
  const api = useApi();
  const locale = useLocale();
  const timeZone = useTimeZone();
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
  const releases = useQuery({
    queryKey: keys.releases(app),
    queryFn: () => api.call(routes.listReleases, { params: { app } }),
  });
  if (!steps.data || !releases.data) return undefined;
  const when = (at: string) => formatDateTime(at, locale, timeZone);
  return [
    { label: t.draft, options: [{ value: DRAFT, label: t.draft }] },
    {
      label: t.steps,
      options: steps.data.items.map(({ id, at, by }) => ({
        value: stepState(id),
        label: fillText(t.step, { at: when(at), by: by || "—" }),
      })),
    },
    {
      label: t.releases,
      options: releases.data.items.map(({ number, at }) => ({
        value: releaseState(number),
        label: fillText(t.release, { n: number, at: when(at) }),
      })),
    },
  ];
}
