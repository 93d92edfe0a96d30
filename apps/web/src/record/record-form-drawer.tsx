import { FormFields, RuleMessages } from "@mortise/forms/react";
import { fillText } from "@mortise/kit";
import { useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Alert, App, Button, Drawer } from "antd";
import { useRef, useState } from "react";
import { ConflictDialog } from "../changes/conflict-dialog.tsx";
import { recordText } from "./text.ts";
import { type RecordFormOptions, useRecordForm } from "./use-record-form.ts";

interface RecordFormDrawerProps extends RecordFormOptions {
  readonly onClose: () => void;
}

/** The form of a record beside the page. Nothing typed is lost without a question. */
export function RecordFormDrawer(props: RecordFormDrawerProps) {
  const { entity, record, onClose } = props;
  const t = useText(recordText);
  const localize = useLocalize();
  const phone = useIsPhone();
  const { modal } = App.useApp();
  const place = useRef<HTMLDivElement>(null);
  const [brief, setBrief] = useState(props.brief === true);
  const form = useRecordForm({ ...props, brief, place });
  const close = () => {
    if (!form.dirty) return onClose();
    return void modal.confirm({
      title: t.discardAsk,
      okText: t.discard,
      cancelText: t.keepEditing,
      onOk: onClose,
    });
  };
  const title = fillText(record ? t.editOf : t.create, { entity: localize(entity.name) });
  return (
    <Drawer
      open
      size={phone ? "100%" : brief ? 480 : 720}
      title={title}
      aria-label={title}
      onClose={close}
      closable={{ "aria-label": t.close }}
      mask={{ closable: !form.dirty }}
      footer={
        <div className="drawer-buttons">
          <Button onClick={close}>{t.cancel}</Button>
          <Button type="primary" loading={form.saving} onClick={form.save}>
            {t.save}
          </Button>
        </div>
      }
    >
      {form.failure ? (
        <Alert type="error" showIcon role="alert" title={form.failure} className="form-failure" />
      ) : null}
      {form.resolution ? (
        <ConflictDialog
          entity={entity.id}
          conflict={form.resolution.conflict}
          onSave={form.resolution.settle}
          onCancel={form.resolution.giveUp}
        />
      ) : null}
      <div ref={place}>
        <FormFields
          items={form.items}
          fields={form.fields}
          entity={entity.id}
          values={form.values}
          view={form.view}
          problems={form.problems}
          onChange={form.change}
          onCheck={form.check}
          onPress={form.press}
        />
        {brief ? (
          <Button type="link" className="form-more" onClick={() => setBrief(false)}>
            {t.moreFields}
          </Button>
        ) : null}
        <RuleMessages messages={form.messages} isAsking={form.isAsking} />
      </div>
    </Drawer>
  );
}
