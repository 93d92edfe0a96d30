import { fillText } from "@mortise/kit";
import { useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Alert, App, Button, Drawer } from "antd";
import { useRef, useState } from "react";
import { ConflictDialog } from "../changes/conflict-dialog.tsx";
import type { FormSeries } from "./form-series.ts";
import { type DrawnForm, RecordFormFields } from "./record-form-fields.tsx";
import { recordText } from "./text.ts";
import { useKeepTyped } from "./use-typed-draft.ts";
import { type RecordFormOptions, useRecordForm } from "./use-record-form.ts";

interface RecordFormDrawerProps extends RecordFormOptions {
  readonly onClose: () => void;
  /** Stands above the form in place of what it is for by itself. */
  readonly title?: string | undefined;
  /** One of several new records that are typed in one after the other. */
  readonly series?: FormSeries | undefined;
}

/** The form of a record beside the page. Nothing typed is lost without a question. */
export function RecordFormDrawer(props: RecordFormDrawerProps) {
  const { entity, record, series } = props;
  const t = useText(recordText);
  const localize = useLocalize();
  const phone = useIsPhone();
  const place = useRef<HTMLDivElement>(null);
  const [brief, setBrief] = useState(props.brief === true);
  const isNext = useRef(false);
  const form = useRecordForm({
    ...props,
    brief,
    place,
    onSaved: (saved) => {
      series?.onDone();
      if (series && isNext.current) series.onNext(saved, form.values);
      else props.onSaved(saved);
    },
  });
  useTyped(props, form);
  const close = useClosing(props, form);
  const save = (next: boolean) => {
    isNext.current = next;
    form.save();
  };
  const title = props.title ?? fillText(record ? t.editOf : t.create, { entity: localize(entity.name) });
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
          {series?.choice}
          <Button onClick={close}>{t.cancel}</Button>
          {series ? (
            <Button disabled={form.saving} title={t.addNextHint} onClick={() => save(true)}>
              {t.addNext}
            </Button>
          ) : null}
          <Button type="primary" loading={form.saving} onClick={() => save(false)}>
            {t.save}
          </Button>
        </div>
      }
    >
      {series?.notice}
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
        <RecordFormFields form={form} entity={entity.id}>
          {brief ? (
            <Button type="link" className="form-more" onClick={() => setBrief(false)}>
              {t.moreFields}
            </Button>
          ) : null}
        </RecordFormFields>
      </div>
    </Drawer>
  );
}

/** Keeps what is typed into one of a series on the device. */
function useTyped({ entity, series }: RecordFormDrawerProps, { dirty, typed }: DrawnForm): void {
  useKeepTyped({
    entity,
    place: series?.place,
    typed: series && dirty ? { ...series.kept, ...typed } : undefined,
  });
}

/** Closes the form; what was typed is given up, or kept for later where it can be, only by a word of its own. */
function useClosing({ series, onClose }: RecordFormDrawerProps, { dirty }: DrawnForm): () => void {
  const t = useText(recordText);
  const { modal } = App.useApp();
  return () => {
    if (!dirty) return onClose();
    const question = modal.confirm({
      title: t.discardAsk,
      okText: t.discard,
      cancelText: t.keepEditing,
      onOk: () => {
        series?.onDone();
        onClose();
      },
      footer: (_buttons, { OkBtn, CancelBtn }) => (
        <>
          <CancelBtn />
          {series ? (
            <Button
              onClick={() => {
                question.destroy();
                onClose();
              }}
            >
              {t.keepDraft}
            </Button>
          ) : null}
          <OkBtn />
        </>
      ),
    });
  };
}
