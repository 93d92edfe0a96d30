import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useNavigate } from "react-router";
import { AppFilePicker } from "../build/app-file-picker.tsx";
import { historyText } from "../build/history-text.ts";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";

/** Makes an app from an app file and opens it. */
export function AppFromFile() {
  const t = useText(historyText);
  const api = useApi();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const create = useMutation({
    mutationFn: (archive: unknown) => api.call(routes.importNewApp, { body: { archive } }),
    onSuccess: async ({ id }) => {
      await Promise.all([keys.apps, keys.me].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      void navigate(`/a/${id}`);
    },
    onError: (error) => message.error(errorMessage(error)),
  });
  return <AppFilePicker label={t.newApp} onRead={(archive) => create.mutate(archive)} />;
}
