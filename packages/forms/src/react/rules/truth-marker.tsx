import { CheckCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import { FieldValue, useFieldServices } from "@mortise/fields/react";
import type { Catalog, EntityDocument, RecordRule } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { useState } from "react";
import type { FormValues } from "../../model/logic/form-logic.ts";
import { type ConditionTruth, ruleTruth } from "../../model/logic/rule-truth.ts";
import { formMoment } from "../renderer/form-moment.ts";
import { rulesText } from "./text.ts";

interface TruthMarkerProps {
  readonly rule: RecordRule;
  readonly entity: EntityDocument;
  readonly catalog: Catalog;
  readonly sample: FormValues;
}

/** Whether a rule holds for the sample record, and which of its conditions do, with what stands there. */
export function TruthMarker({ rule, entity, catalog, sample }: TruthMarkerProps) {
  const t = useText(rulesText);
  const services = useFieldServices();
  const [now] = useState(() => new Date());
  const truth = ruleTruth(rule, { entity, catalog }, { values: sample, moment: formMoment(services, now) });
  if (!truth) return null;
  return (
    <div className="rule-truth" data-holds={truth.holds}>
      <b>
        <Mark holds={truth.holds} /> {truth.holds ? t.holds : t.holdsNot}
      </b>
      {truth.conditions.length === 0 ? null : (
        <ul>
          {truth.conditions.map((condition) => (
            <Condition key={condition.text.en} condition={condition} entity={entity} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Mark({ holds }: { readonly holds: boolean }) {
  return holds ? <CheckCircleFilled aria-hidden="true" /> : <MinusCircleOutlined aria-hidden="true" />;
}

interface ConditionProps {
  readonly condition: ConditionTruth;
  readonly entity: EntityDocument;
}

function Condition({ condition, entity }: ConditionProps) {
  const t = useText(rulesText);
  const localize = useLocalize();
  const { holds, text, field: id, value, decides } = condition;
  const field = entity.fields.find((one) => one.id === id);
  return (
    <li data-holds={holds} data-decides={decides}>
      <span role="img" aria-label={holds ? t.holds : t.holdsNot}>
        <Mark holds={holds} />
      </span>
      <span>{localize(text)}</span>
      {field ? (
        <span className="rule-now">
          {t.now}{" "}
          {value === null || value === undefined ? t.emptyNow : <FieldValue field={field} value={value} />}
        </span>
      ) : null}
    </li>
  );
}
