import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { Expression } from "@mortise/expression";
import { fillText, newId } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Spin } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { UndoDialog } from "../changes/undo-dialog.tsx";
import { recordsChanged } from "../live/apply-live.ts";
import { errorMessage } from "../session/form-errors.ts";
import { BulkEditDialog } from "./bulk-edit-dialog.tsx";
import { recordsText } from "./text.ts";

/** What a list shows: the records that a write by filter is about. */
export interface Matching {
  readonly filter: Expression | undefined;
  readonly search: string;
}

interface MatchingBarProps {
  readonly entity: EntityDocument;
  readonly fields: readonly FieldDefinition[];
  readonly matching: Matching;
  readonly onDone: () => void;
}

/** What can be done with all records that match, loaded or not; counted first, written as one. */
export function MatchingBar({ entity, fields, matching, onDone }: MatchingBarProps) {
  const t = useText(recordsText);
  const { modal } = App.useApp();
  const [isEditing, setEditing] = useState(false);
  const [undoing, setUndoing] = useState<string | undefined>(undefined);
  const update = useCount(entity.id, matching, "update");
  const remove = useCount(entity.id, matching, "delete");
  const act = useMatchingWrite(entity.id, matching, { onUndo: setUndoing, onDone });
  const may = { update: update.data?.allowed ?? 0, remove: remove.data?.allowed ?? 0 };
  const askDelete = () =>
    void modal.confirm({
      title: fillText(t.bulkDeleteAsk, { n: may.remove }),
      okText: t.bulkDelete,
      okButtonProps: { danger: true },
      cancelText: t.cancel,
      onOk: () => act.mutateAsync(undefined).catch(() => undefined),
    });
  const title = fillText(t.allMatching, { n: update.data?.matching ?? "…" });
  return (
    <div className="bulk-bar" role="toolbar" aria-label={title}>
      <b role="status">{title}</b>
      {update.isPending || act.isPending ? <Spin size="small" /> : null}
      {may.update > 0 ? (
        <Button disabled={act.isPending} onClick={() => setEditing(true)}>
          {fillText(t.bulkSome, { action: t.bulkEdit, n: may.update })}
        </Button>
      ) : null}
      {may.remove > 0 ? (
        <Button danger disabled={act.isPending} onClick={askDelete}>
          {fillText(t.bulkSome, { action: t.bulkDelete, n: may.remove })}
        </Button>
      ) : null}
      {update.data && may.update + may.remove === 0 ? <span>{t.bulkNothing}</span> : null}
      <Button type="text" onClick={onDone}>
        {t.clearSelection}
      </Button>
      {isEditing ? (
        <BulkEditDialog
          entity={entity}
          fields={fields}
          count={may.update}
          busy={act.isPending}
          onCancel={() => setEditing(false)}
          onSave={(values) => {
            setEditing(false);
            act.mutate(values);
          }}
        />
      ) : null}
      {undoing ? <UndoDialog target={{ changeSet: undoing }} onClose={() => setUndoing(undefined)} /> : null}
    </div>
  );
}

function selectionOf({ filter, search }: Matching) {
  return { ...(filter === undefined ? {} : { filter }), ...(search === "" ? {} : { search }) };
}

function useCount(entity: string, matching: Matching, operation: "update" | "delete") {
  const api = useApi();
  const { id: app } = useAppModel();
  return useQuery({
    queryKey: ["records", app, entity, "matching", operation, matching],
    queryFn: ({ signal }) => {
      const body = { ...selectionOf(matching), operation };
      return api.call(routes.countMatching, { params: { app, entity }, body }, { signal });
    },
  });
}

/** Sets values on all that match, or deletes them when there are none to set. */
function useMatchingWrite(
  entity: string,
  matching: Matching,
  on: { readonly onUndo: (changeSet: string) => void; readonly onDone: () => void },
) {
  const t = useText(recordsText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message, notification } = App.useApp();
  return useMutation({
    mutationFn: (values: Record<string, unknown> | undefined) => {
      const params = { app, entity };
      const options = { idempotencyKey: newId() };
      const body = selectionOf(matching);
      return values
        ? api.call(routes.updateMatching, { params, body: { ...body, values } }, options)
        : api.call(routes.deleteMatching, { params, body }, options);
    },
    onSuccess: ({ changeSet, count }, values) => {
      recordsChanged(queryClient, app, entity);
      notification.success({
        key: changeSet,
        title: fillText(values ? t.changed : t.deleted, { n: count }),
        duration: 10,
        placement: "bottomLeft",
        actions: (
          <Button
            size="small"
            onClick={() => {
              notification.destroy(changeSet);
              on.onUndo(changeSet);
            }}
          >
            {t.undo}
          </Button>
        ),
      });
    },
    onError: (error) => message.error(errorMessage(error), 6),
  });
}
