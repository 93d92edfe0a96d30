import type { RecordData } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { App } from "antd";
import { useNavigate } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { useRecordPermission } from "../records/record-rights.ts";
import { copiedValues } from "./copied-values.ts";
import { RecordFormDrawer } from "./record-form-drawer.tsx";
import { recordText } from "./text.ts";

/** The form of a new record that begins with what another one holds; saved, the new one is shown. */
export function CopyDrawer({
  entity,
  record,
  onClose,
}: {
  readonly entity: EntityDocument;
  readonly record: RecordData;
  readonly onClose: () => void;
}) {
  const t = useText(recordText);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { id: app, catalog, permission } = useAppModel();
  const allowed = useRecordPermission(entity.id)(record.id);
  const initial = copiedValues(entity, record, {
    catalog,
    permission: (id) => (id === entity.id ? allowed : permission(id)),
  });
  return (
    <RecordFormDrawer
      entity={entity}
      initial={initial}
      title={fillText(t.copyOf, { entity: useLocalize()(entity.name) })}
      onClose={onClose}
      onSaved={(made) => {
        void message.success(t.copied);
        onClose();
        void navigate(`/a/${app}/e/${entity.id}/${made.id}`);
      }}
    />
  );
}
