import { type RouteInput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { text } from "./text.ts";

type Mending = RouteInput<typeof routes.mendRuns>["body"];

/** Under what key everything about the runs of an app is kept. */
export function runsKey(app: string): readonly string[] {
  return ["runs", app];
}

/** Sets runs going again or ends them, and says what came of it. */
export function useMending(app: string, onDone?: () => void) {
  const t = useText(text);
  const api = useApi();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (body: Mending) => api.call(routes.mendRuns, { params: { app }, body }),
    onSuccess: ({ mended, failed, left }, { action }) => {
      const done = action === "abort" ? t.ended : t.mended;
      const parts = [
        ...(mended > 0 ? [fillText(done, { n: mended })] : []),
        ...(failed > 0 ? [fillText(t.stillFailing, { n: failed })] : []),
        ...(left > 0 ? [fillText(t.leftAlone, { n: left })] : []),
      ];
      void message[failed + left > 0 ? "warning" : "success"](parts.join(" · "));
      void queryClient.invalidateQueries({ queryKey: runsKey(app) });
      onDone?.();
    },
    onError: (error) => message.error(error.message),
  });
}
