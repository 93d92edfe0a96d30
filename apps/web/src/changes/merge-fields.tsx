import type { RecordData } from "@mortise/contract";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { Alert, Button, Radio } from "antd";
import { mayWrite } from "../records/entity-fields.ts";
import { useLabels } from "../records/labels.ts";
import { useRecordPermission } from "../records/record-rights.ts";
import { recordTitle, textContext } from "../records/record-title.ts";
import { holdsMany, isChoice, type MergeChoice, type MergeChoices, usualChoice } from "./merge-choice.ts";
import { ShownValue } from "./shown-value.tsx";
import { changesText } from "./text.ts";

interface MergeFieldsProps {
  readonly entity: EntityDocument;
  readonly survivor: RecordData;
  readonly loser: RecordData;
  readonly choices: MergeChoices;
  readonly onChoose: (field: string, choice: MergeChoice) => void;
  readonly onSwap: () => void;
}

/** Which record stays, and what of each field that differs. */
export function MergeFields({ entity, survivor, loser, choices, onChoose, onSwap }: MergeFieldsProps) {
  const t = useText(changesText);
  const context = textContext(useLocale(), useTimeZone(), useLabels());
  const permission = useRecordPermission(entity.id)(survivor.id);
  const differing = entity.fields.filter(
    (field) => mayWrite(field, permission) && isChoice(field, survivor, loser),
  );
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
            choice={choices[field.id] ?? usualChoice(field)}
            onChoose={(choice) => onChoose(field.id, choice)}
          />
        ))}
      </ul>
    </>
  );
}

interface MergeFieldProps {
  readonly field: FieldDefinition;
  readonly survivor: RecordData;
  readonly loser: RecordData;
  readonly choice: MergeChoice;
  readonly onChoose: (choice: MergeChoice) => void;
}

function MergeField({ field, survivor, loser, choice, onChoose }: MergeFieldProps) {
  const t = useText(changesText);
  const localize = useLocalize();
  return (
    <li>
      <span>{localize(field.name)}</span>
      <Radio.Group
        aria-label={localize(field.name)}
        value={choice}
        onChange={(event) => onChoose(event.target.value as MergeChoice)} // the values below
      >
        <Radio value="keep">
          <ShownValue field={field} value={survivor[field.id]} />
        </Radio>
        <Radio value="take">
          <ShownValue field={field} value={loser[field.id]} />
        </Radio>
        {holdsMany(field) ? (
          <Radio value="both" className="merge-both">
            {t.mergeBoth}
          </Radio>
        ) : null}
      </Radio.Group>
    </li>
  );
}
