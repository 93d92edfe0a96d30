import type { RecordData } from "@mortise/contract";
import type { FormValues } from "@mortise/forms/react";
import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { formatDateTime, useLocale, useText, useTimeZone } from "@mortise/ui";
import { Alert, App, Button, Checkbox } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { useLabels } from "../records/labels.ts";
import { recordTitle, textContext } from "../records/record-title.ts";
import { copiedValues } from "./copied-values.ts";
import { RecordFormDrawer } from "./record-form-drawer.tsx";
import { recordText } from "./text.ts";
import type { TypedDraft } from "./typed-draft.ts";
import { useKeptDraft } from "./use-typed-draft.ts";

/** One form after the other: what the one on screen began with. */
interface Round {
  readonly number: number;
  readonly initial?: FormValues;
  readonly kept?: TypedDraft | undefined;
}

interface NewRecordDrawerProps {
  readonly entity: EntityDocument;
  readonly onClose: () => void;
  readonly onSaved: (record: RecordData) => void;
}

/**
 * New records, one after the other if wanted. What was typed and not saved stays on the device, and is back when the form
 * is opened the next time.
 */
export function NewRecordDrawer({ entity, onClose, onSaved }: NewRecordDrawerProps) {
  const t = useText(recordText);
  const { message } = App.useApp();
  const { catalog, permission } = useAppModel();
  const title = useTitleOf(entity);
  const { kept, place, forget } = useKeptDraft(entity);
  const [round, setRound] = useState<Round>({ number: 0, kept });
  const [carries, setCarries] = useState(false);
  const next = (record: RecordData, values: FormValues) => {
    const { [entity.titleField]: _title, ...others } = copiedValues(entity, values, { catalog, permission });
    setRound({ number: round.number + 1, ...(carries ? { initial: others } : {}) });
    void message.success(fillText(t.savedNext, { name: title(record) }));
  };
  const startOver = () => {
    forget();
    setRound({ number: round.number + 1 });
  };
  return (
    <RecordFormDrawer
      key={round.number}
      entity={entity}
      initial={round.kept?.values ?? round.initial}
      onClose={onClose}
      onSaved={onSaved}
      series={{
        place,
        kept: round.kept?.values,
        notice: round.kept ? <KeptNotice at={round.kept.at} onStartOver={startOver} /> : null,
        choice: (
          <Checkbox className="drawer-choice" checked={carries} onChange={() => setCarries(!carries)}>
            {t.keepValues}
          </Checkbox>
        ),
        onDone: forget,
        onNext: next,
      }}
    />
  );
}

function useTitleOf(entity: EntityDocument): (record: RecordData) => string {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const label = useLabels();
  return (record) => recordTitle(entity, record, textContext(locale, timeZone, label));
}

function KeptNotice({ at, onStartOver }: { readonly at: string; readonly onStartOver: () => void }) {
  const t = useText(recordText);
  const locale = useLocale();
  const timeZone = useTimeZone();
  return (
    <Alert
      type="info"
      showIcon
      className="form-failure"
      title={fillText(t.draftBack, { at: formatDateTime(at, locale, timeZone) })}
      action={
        <Button size="small" onClick={onStartOver}>
          {t.startOver}
        </Button>
      }
    />
  );
}
