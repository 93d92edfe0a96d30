import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { recordsChanged } from "../live/apply-live.ts";
import { keys } from "../session/query-keys.ts";
import { flowButtonText } from "./text.ts";

/** A button that starts a flow, with the records for which it may be pressed. */
export type FlowButton = RouteOutput<typeof routes.flowButtons>["buttons"][number];

/** So many records are asked about at once. */
const MOST = 500;

/** The buttons that may be pressed for some records; none while it is not known. */
export function useFlowButtons(entity: string, ids: readonly string[]): readonly FlowButton[] {
  const api = useApi();
  const { id: app } = useAppModel();
  const query = useQuery({
    queryKey: keys.flowButtons(app, entity, ids),
    queryFn: ({ signal }) =>
      api.call(routes.flowButtons, { params: { app, entity }, body: { ids: [...ids] } }, { signal }),
    enabled: ids.length > 0 && ids.length <= MOST,
    placeholderData: keepPreviousData,
  });
  if (ids.length === 0 || ids.length > MOST) return [];
  // While other records are asked about, the last answer holds for those among them.
  return (query.data?.buttons ?? []).flatMap((button) => {
    const here = button.ids.filter((id) => ids.includes(id));
    return here.length === 0 ? [] : [{ ...button, ids: here }];
  });
}

/** What is pressed: the records, and what was filled in first. */
export interface Press {
  readonly button: FlowButton;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Presses a button and says what has been started. */
export function usePress(entity: string, onDone: () => void) {
  const t = useText(flowButtonText);
  const localize = useLocalize();
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: ({ button, values }: Press) =>
      api.call(routes.pressFlowButton, {
        params: { app, flow: button.flow },
        body: { ids: [...button.ids], values: { ...values } },
      }),
    onSuccess: ({ started, skipped }, { button }) => {
      const name = localize(button.label);
      const many = button.ids.length > 1;
      const words = fillText(many ? t.startedMany : t.started, { name, n: started });
      void message.success(words + (skipped > 0 ? fillText(t.skipped, { n: skipped }) : ""));
      onDone();
    },
    onSettled: () => recordsChanged(queryClient, app, entity),
  });
}
