import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { structureText } from "./structure-text.ts";

const LOOK_EVERY_MS = 2_000;

/** Says that an earlier release is still preparing its data, or why it failed; nothing when neither is so. */
export function PendingRelease({ app }: { readonly app: string }) {
  const t = useText(structureText);
  const localize = useLocalize();
  const api = useApi();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const structure = useQuery({
    queryKey: keys.structure(app),
    queryFn: () => api.call(routes.getStructure, { params: { app } }),
    refetchInterval: ({ state }) => (state.data?.pending?.state === "preparing" ? LOOK_EVERY_MS : false),
  });
  const cancel = useMutation({
    mutationFn: () => api.call(routes.cancelPublish, { params: { app } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.structure(app) }),
    onError: (error) => message.error(errorMessage(error)),
  });
  const pending = structure.data?.pending;
  if (!pending) return null;
  if (pending.state === "failed") {
    const reason = pending.message ? localize(pending.message) : "";
    return <Alert type="warning" showIcon title={fillText(t.pendingFailed, { reason })} />;
  }
  return (
    <Alert
      type="info"
      showIcon
      title={t.pending}
      action={
        <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t.cancel}
        </Button>
      }
    />
  );
}
