import { type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { RemoteSelect, useFieldServices } from "@mortise/fields/react";
import { canonicalJson, fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Modal, Radio } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { recordsChanged } from "../live/apply-live.ts";
import { useRecord } from "../record/use-record.ts";
import { mayWrite } from "../records/entity-fields.ts";
import { useLabels } from "../records/labels.ts";
import { useRecordPermission } from "../records/record-rights.ts";
import { recordTitle, textContext } from "../records/record-title.ts";
import { errorMessage } from "../session/form-errors.ts";
import { ShownValue } from "./shown-value.tsx";
import { changesText } from "./text.ts";

interface MergeDialogProps {
  readonly entity: EntityDocument;
  readonly record: RecordData;
  readonly onClose: () => void;
}

/** Makes one record of two: which stays, and which value of each field that differs. */
export function MergeDialog({ entity, record, onClose }: MergeDialogProps) {
  const t = useText(changesText);
  const localize = useLocalize();
  const services = useFieldServices();
  const [otherId, setOther] = useState<string | undefined>(undefined);
  const [isSwapped, setSwapped] = useState(false);
  const [fromLoser, setFromLoser] = useState<ReadonlySet<string>>(new Set());
  const other = useRecord(entity.id, otherId).data;
  const survivor = isSwapped && other ? other : record;
  const loser = isSwapped ? record : other;
  const merge = useMerge(entity.id, onClose);
  const name = localize(entity.name);
  const search = async (text: string) =>
    (await services.searchRecords(entity.id, text)).filter((found) => found.id !== record.id);
  const run = () => {
    if (!loser) return;
    const values = Object.fromEntries([...fromLoser].map((field) => [field, loser[field] ?? null]));
    merge.mutate({ survivor, loser: loser.id, values });
  };
  return (
    <Modal
      open
      width={720}
      title={fillText(t.mergeTitle, { entity: localize(entity.plural ?? entity.name) })}
      okText={t.mergeDo}
      cancelText={t.cancel}
      okButtonProps={{ danger: true, disabled: !loser }}
      confirmLoading={merge.isPending}
      onOk={run}
      onCancel={onClose}
    >
      <p>{t.mergeHint}</p>
      <label className="merge-other">
        {fillText(t.mergeWith, { entity: name })}
        <RemoteSelect
          value={otherId ?? null}
          multiple={false}
          search={search}
          onChange={(value) => {
            setOther(typeof value === "string" ? value : undefined);
            setFromLoser(new Set());
          }}
        />
      </label>
      {loser ? (
        <MergeChoices
          entity={entity}
          survivor={survivor}
          loser={loser}
          fromLoser={fromLoser}
          onChoose={setFromLoser}
          onSwap={() => {
            setSwapped(!isSwapped);
            setFromLoser(new Set());
          }}
        />
      ) : null}
    </Modal>
  );
}

function useMerge(entity: string, onClose: () => void) {
  const t = useText(changesText);
  const api = useApi();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { id: app, catalog } = useAppModel();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (input: {
      readonly survivor: RecordData;
      readonly loser: string;
      readonly values: Record<string, unknown>;
    }) =>
      api.call(routes.mergeRecords, {
        params: { app, entity, id: input.survivor.id },
        body: { loser: input.loser, values: input.values, revision: input.survivor.revision },
      }),
    onSuccess: (_answer, { survivor }) => {
      void message.success(t.merged);
      for (const each of catalog.all("entity")) recordsChanged(queryClient, app, each.id);
      onClose();
      void navigate(`/a/${app}/e/${entity}/${survivor.id}`);
    },
    onError: (error) => message.error(errorMessage(error), 6),
  });
}

function MergeChoices({
  entity,
  survivor,
  loser,
  fromLoser,
  onChoose,
  onSwap,
}: {
  readonly entity: EntityDocument;
  readonly survivor: RecordData;
  readonly loser: RecordData;
  readonly fromLoser: ReadonlySet<string>;
  readonly onChoose: (fields: ReadonlySet<string>) => void;
  readonly onSwap: () => void;
}) {
  const t = useText(changesText);
  const context = textContext(useLocale(), useTimeZone(), useLabels());
  const permission = useRecordPermission(entity.id)(survivor.id);
  const differing = entity.fields.filter(
    (field) =>
      mayWrite(field, permission) &&
      !Array.isArray(survivor[field.id]) &&
      canonicalJson(survivor[field.id] ?? null) !== canonicalJson(loser[field.id] ?? null),
  );
  const set = (field: string, isLoser: boolean) => {
    const next = new Set(fromLoser);
    if (isLoser) next.add(field);
    else next.delete(field);
    onChoose(next);
  };
  return (
    <>
      <div className="merge-heads">
        <span>
          <em>{t.stays}</em> <b>{recordTitle(entity, survivor, context)}</b>
        </span>
        <Button size="small" onClick={onSwap}>
          {t.swap}
        </Button>
        <span>
          <em>{t.goes}</em> <b>{recordTitle(entity, loser, context)}</b>
        </span>
      </div>
      {differing.length === 0 ? <Alert type="info" showIcon title={t.same} /> : null}
      <ul className="merge-fields">
        {differing.map((field) => (
          <MergeField
            key={field.id}
            field={field}
            survivor={survivor}
            loser={loser}
            isLoser={fromLoser.has(field.id)}
            onChoose={(isLoser) => set(field.id, isLoser)}
          />
        ))}
      </ul>
    </>
  );
}

function MergeField({
  field,
  survivor,
  loser,
  isLoser,
  onChoose,
}: {
  readonly field: FieldDefinition;
  readonly survivor: RecordData;
  readonly loser: RecordData;
  readonly isLoser: boolean;
  readonly onChoose: (isLoser: boolean) => void;
}) {
  const localize = useLocalize();
  return (
    <li>
      <span>{localize(field.name)}</span>
      <Radio.Group
        aria-label={localize(field.name)}
        value={isLoser}
        onChange={(event) => onChoose(event.target.value === true)}
      >
        <Radio value={false}>
          <ShownValue field={field} value={survivor[field.id]} />
        </Radio>
        <Radio value>
          <ShownValue field={field} value={loser[field.id]} />
        </Radio>
      </Radio.Group>
    </li>
  );
}
