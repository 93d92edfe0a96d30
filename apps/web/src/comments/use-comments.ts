import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { useLabelBook } from "../records/labels.ts";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";

/** The record that is talked about. */
export interface Place {
  readonly entity: string;
  readonly id: string;
}

/** What somebody said. */
export type Comment = RouteOutput<typeof routes.listComments>["items"][number];

/** The comments on a record, newest first; read again when somebody writes one. */
export function useComments({ entity, id }: Place) {
  const api = useApi();
  const { id: app } = useAppModel();
  const labels = useLabelBook();
  return useInfiniteQuery({
    queryKey: keys.comments(app, entity, id),
    queryFn: async ({ pageParam }) => {
      const page = await api.call(routes.listComments, {
        params: { app, entity, id },
        query: pageParam ? { before: pageParam } : {},
      });
      labels.add(page.labels);
      return page;
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

/** What can be done about the comments of a record. */
export type CommentWrite =
  | { readonly type: "add"; readonly text: string }
  | { readonly type: "edit"; readonly comment: string; readonly text: string }
  | { readonly type: "delete"; readonly comment: string };

/** Writes comments of a record; what went wrong is said. */
export function useCommentWrite({ entity, id }: Place) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message } = App.useApp();
  const params = { app, entity, id };
  return useMutation({
    mutationFn: async (write: CommentWrite): Promise<unknown> => {
      switch (write.type) {
        case "add":
          return api.call(routes.addComment, { params, body: { text: write.text } });
        case "edit":
          return api.call(routes.editComment, {
            params: { ...params, comment: write.comment },
            body: { text: write.text },
          });
        case "delete":
          return api.call(routes.deleteComment, { params: { ...params, comment: write.comment } });
      }
    },
    onError: (error) => message.error(errorMessage(error)),
    onSettled: () => {
      // Who writes on need not wait for what stands further down.
      void queryClient.invalidateQueries({ queryKey: keys.timeline(app, entity, id) });
      void queryClient.invalidateQueries({ queryKey: keys.follow(app, entity, id) });
      return queryClient.invalidateQueries({ queryKey: keys.comments(app, entity, id) });
    },
  });
}

/** People who may see the record and fit what was typed, page by page. */
export function useMentionable({ entity, id }: Place, q: string | undefined) {
  const api = useApi();
  const { id: app } = useAppModel();
  return useInfiniteQuery({
    queryKey: keys.mentionable(app, entity, id, q ?? ""),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        routes.mentionable,
        {
          params: { app, entity, id },
          query: { ...(q ? { q } : {}), ...(pageParam ? { after: pageParam } : {}) },
        },
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    enabled: q !== undefined,
    placeholderData: keepPreviousData,
  });
}
