import { type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { RemoteSelect, useFieldServices } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Modal } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { recordsChanged } from "../live/apply-live.ts";
import { useRecord } from "../record/use-record.ts";
import { errorMessage } from "../session/form-errors.ts";
import { mergeBody, type MergeChoice, type MergeChoices } from "./merge-choice.ts";
import { MergeFields } from "./merge-fields.tsx";
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
  const [choices, setChoices] = useState<MergeChoices>({});
  const other = useRecord(entity.id, otherId).data;
  const survivor = isSwapped && other ? other : record;
  const loser = isSwapped ? record : other;
  const merge = useMerge(entity.id, onClose);
  const name = localize(entity.name);
  const search = async (text: string) =>
    (await services.searchRecords(entity.id, text)).filter((found) => found.id !== record.id);
  const run = () => {
    if (!loser) return;
    merge.mutate({ survivor, loser: loser.id, ...mergeBody(entity, loser, choices) });
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
            setChoices({});
          }}
        />
      </label>
      {loser ? (
        <MergeFields
          entity={entity}
          survivor={survivor}
          loser={loser}
          choices={choices}
          onChoose={(field, choice) => setChoices({ ...choices, [field]: choice })}
          onSwap={() => {
            setSwapped(!isSwapped);
            setChoices({});
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
      readonly lists: Record<string, MergeChoice>;
    }) =>
      api.call(routes.mergeRecords, {
        params: { app, entity, id: input.survivor.id },
        body: {
          loser: input.loser,
          values: input.values,
          lists: input.lists,
          revision: input.survivor.revision,
        },
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
