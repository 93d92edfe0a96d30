import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { recordsChanged } from "../live/apply-live.ts";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";

/**
 * Something done about a to-do or a run: afterwards to-do lists, and everything that shows the record, are read again.
 * A refusal is said as it is, unless `onRefused` shows it elsewhere.
 */
export function useWorkAction<Input = void>(
  place: { readonly app: string; readonly entity: string },
  act: (input: Input) => Promise<unknown>,
  onDone: () => void = () => undefined,
  onRefused?: (error: unknown) => void,
) {
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: keys.workItems });
      recordsChanged(queryClient, place.app, place.entity);
      onDone();
    },
    onError: (error) => (onRefused ? onRefused(error) : void message.error(errorMessage(error))),
  });
}
