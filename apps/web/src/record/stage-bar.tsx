import { CheckOutlined } from "@ant-design/icons";
import type { RecordData } from "@mortise/contract";
import { fieldType } from "@mortise/fields";
import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { App } from "antd";
import { mayWrite } from "../records/entity-fields.ts";
import { useRecordPermission } from "../records/record-rights.ts";
import { recordsText } from "../records/text.ts";
import { isConflict, useUpdateRecord } from "../records/use-record-writes.ts";
import { errorAt } from "../session/form-errors.ts";
import { recordText } from "./text.ts";

/** The stages a record goes through; a click moves it, as far as the person may. */
export function StageBar({
  entity,
  field,
  record,
  isLocked,
}: {
  readonly entity: EntityDocument;
  readonly field: FieldDefinition;
  readonly record: RecordData;
  /** Under an approval that keeps it from being changed. */
  readonly isLocked: boolean;
}) {
  const t = useText(recordText);
  const words = useText(recordsText);
  const localize = useLocalize();
  const { message } = App.useApp();
  const permission = useRecordPermission(entity.id)(record.id);
  const update = useUpdateRecord(entity.id);
  const options = (fieldType(field.type).options?.(field) ?? []).filter(
    (option) => !option.disabled || option.key === record[field.id],
  );
  const shown = update.isPending ? update.variables.values[field.id] : record[field.id];
  const current = options.findIndex((option) => option.key === shown);
  const isLost = options[current]?.outcome === "lost";
  const writable = !isLocked && mayWrite(field, permission);
  const move = (key: string, name: string) =>
    update.mutate(
      { id: record.id, revision: record.revision, values: { [field.id]: key } },
      {
        onSuccess: () => message.success(fillText(t.stageMoved, { stage: name })),
        onError: (error) => message.error(isConflict(error) ? words.conflict : errorAt(error, field.id)),
      },
    );
  return (
    <ol className="stage-bar" aria-label={t.stages}>
      {options.map((option, index) => {
        const name = localize(option.name);
        const state = index === current ? "current" : index < current && !isLost ? "passed" : "ahead";
        const ended = state === "current" && option.outcome !== undefined && option.outcome !== "open";
        return (
          <li
            key={option.key}
            className={`stage stage-${state}${ended ? ` stage-${option.outcome}` : ""}`}
            aria-current={state === "current" ? "step" : undefined}
          >
            <button
              type="button"
              disabled={!writable || state === "current" || update.isPending}
              aria-label={
                state === "current" ? `${t.stageCurrent}: ${name}` : fillText(t.moveStage, { stage: name })
              }
              onClick={() => move(option.key, name)}
            >
              {state === "passed" ? <CheckOutlined /> : null}
              <span>{name}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
