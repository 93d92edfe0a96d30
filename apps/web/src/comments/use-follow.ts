import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { commentsText } from "./text.ts";
import type { Place } from "./use-comments.ts";

/** Begins or ends the following of a record. */
export function useFollow() {
  const t = useText(commentsText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: ({ entity, id, following }: Place & { readonly following: boolean }) =>
      api.call(routes.setFollow, { params: { app, entity, id }, body: { following } }),
    onSuccess: (state, { entity, id }) => {
      queryClient.setQueryData(keys.follow(app, entity, id), state);
      void queryClient.invalidateQueries({ queryKey: keys.follows(app) });
      void message.success(state.following ? t.nowFollowing : t.noLonger);
    },
    onError: (error) => message.error(errorMessage(error)),
  });
}
