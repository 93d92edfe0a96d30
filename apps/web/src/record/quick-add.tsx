import type { EntityDocument } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { keys } from "../session/query-keys.ts";
import { RecordFormFields } from "./record-form-fields.tsx";
import { useRecordForm } from "./use-record-form.ts";
import { useRef } from "react";
import { recordText } from "./text.ts";

/** Writes a record that belongs to the one on screen, such as a follow-up, without leaving the page. */
export function QuickAdd({
  entity,
  field,
  record,
  onClose,
}: {
  readonly entity: EntityDocument;
  /** The field of the new record that points at the record on screen. */
  readonly field: string;
  readonly record: string;
  readonly onClose: () => void;
}) {
  const t = useText(recordText);
  const { id: app } = useAppModel();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const place = useRef<HTMLDivElement>(null);
  const form = useRecordForm({
    place,
    entity,
    initial: { [field]: record },
    onSaved: () => {
      void queryClient.invalidateQueries({ queryKey: keys.related(app) });
      void message.success(t.saved);
      onClose();
    },
  });
  // Whom it belongs to is known already.
  const items = form.items.filter((item) => item.type !== "field" || item.field !== field);
  return (
    <div className="quick-add" ref={place}>
      {form.failure ? <Alert type="error" showIcon role="alert" title={form.failure} /> : null}
      <RecordFormFields form={form} entity={entity.id} items={items} />
      <div className="drawer-buttons">
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="primary" loading={form.saving} onClick={form.save}>
          {t.save}
        </Button>
      </div>
    </div>
  );
}
