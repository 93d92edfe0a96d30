import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { recordsChanged } from "../live/apply-live.ts";
import { errorMessage } from "../session/form-errors.ts";
import { recordsText } from "./text.ts";

const SHOWN_SECONDS = 10;

/** Says what was just done to records, with a button that takes it back when the change-set is given. */
export function useChangeNotice(entity: string): (title: string, changeSet: string | undefined) => void {
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message, notification } = App.useApp();
  const t = useText(recordsText);
  const undo = useMutation({
    mutationFn: (id: string) => api.call(routes.undoChangeSet, { params: { app, id }, query: {} }),
    onSuccess: ({ conflicts }) => {
      recordsChanged(queryClient, app, entity);
      const kept = conflicts.length;
      void message.success(kept > 0 ? fillText(t.undoneWithConflicts, { n: kept }) : t.undone);
    },
    onError: (error) => message.error(errorMessage(error)),
  });
  return (title, changeSet) =>
    notification.success({
      title,
      duration: SHOWN_SECONDS,
      placement: "bottomLeft",
      key: changeSet ?? title,
      actions:
        changeSet === undefined ? undefined : (
          <Button
            size="small"
            onClick={() => {
              notification.destroy(changeSet);
              undo.mutate(changeSet);
            }}
          >
            {t.undo}
          </Button>
        ),
    });
}
