import type { JsonObject } from "@mortise/kit";
import { fieldType } from "@mortise/fields";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Checkbox, Form, Radio, Select } from "antd";
import { fileFields, importFields, numberFields } from "../../model/import/import-fields.ts";
import type { ImportPlan } from "../../model/import/import-plan.ts";
import { FixedValues } from "../designer/fixed-values.tsx";
import { ErrorPolicyChoice } from "./error-policy.tsx";
import { OwnerChoice } from "./owner-choice.tsx";
import { wizardText } from "./text.ts";

interface PlanOptionsProps {
  readonly plan: ImportPlan;
  readonly entity: EntityDocument;
  readonly canBuild: boolean;
  readonly onChange: (plan: ImportPlan) => void;
}

/** Duplicates, blanks, cells that cannot be read, what may be added, flows and fixed values. */
export function PlanOptions({ plan, entity, canBuild, onChange }: PlanOptionsProps) {
  const t = useText(wizardText);
  const localize = useLocalize();
  const isMapped = ({ id }: FieldDefinition) => plan.mapping.some(({ field }) => field === id);
  const mapped = [...importFields(entity), ...numberFields(entity)].filter(isMapped);
  const isRouted = entity.owned === true && plan.owner === "rules";
  const set = (changes: Partial<ImportPlan>) => onChange({ ...plan, ...changes });
  return (
    <div className="iw-options">
      <Form.Item label={t.keys} extra={t.keysHint}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t.keys}
          value={plan.keys}
          options={mapped.map((field) => ({ value: field.id, label: localize(field.name) }))}
          onChange={(keys: string[]) => set({ keys })}
        />
      </Form.Item>
      {plan.keys.length > 0 ? (
        <>
          <Form.Item label={t.duplicates}>
            <Radio.Group
              aria-label={t.duplicates}
              value={plan.duplicates}
              options={[
                { value: "skip", label: t.skip },
                { value: "overwrite", label: t.overwrite },
                { value: "update-only", label: t.updateOnly },
              ]}
              onChange={(event) => set({ duplicates: event.target.value })}
            />
          </Form.Item>
          <Form.Item label={t.blanks}>
            <Radio.Group
              aria-label={t.blanks}
              value={plan.blanks}
              options={[
                { value: "keep", label: t.keepOld },
                { value: "clear", label: t.clear },
              ]}
              onChange={(event) => set({ blanks: event.target.value })}
            />
          </Form.Item>
        </>
      ) : null}
      <ErrorPolicyChoice
        fields={[
          ...mapped.filter(({ id }) => !plan.keys.includes(id)),
          ...fileFields(entity).filter(isMapped),
        ]}
        value={plan.onError ?? {}}
        onChange={(onError) => set({ onError })}
      />
      {mapped.some(isReference) ? (
        <Form.Item extra={t.createReferencesHint}>
          <Checkbox
            checked={plan.createReferences === true}
            onChange={(event) => set({ createReferences: event.target.checked })}
          >
            {t.createReferences}
          </Checkbox>
        </Form.Item>
      ) : null}
      {canBuild ? (
        <Form.Item extra={t.createOptionsHint}>
          <Checkbox
            checked={plan.createOptions}
            onChange={(event) => set({ createOptions: event.target.checked })}
          >
            {t.createOptions}
          </Checkbox>
        </Form.Item>
      ) : null}
      {entity.owned ? <OwnerChoice value={plan.owner} onChange={(owner) => set({ owner })} /> : null}
      <Form.Item {...(isRouted ? { extra: t.flowsForRules } : {})}>
        <Checkbox
          checked={plan.runFlows || isRouted}
          disabled={isRouted}
          onChange={(event) => set({ runFlows: event.target.checked })}
        >
          {t.runFlows}
        </Checkbox>
      </Form.Item>
      <FixedValues
        label={t.fixedValues}
        fields={entity.fields.filter(({ id }) => !plan.mapping.some(({ field }) => field === id))}
        // Values of fields are JSON.
        value={plan.values as JsonObject}
        onChange={(values) => set({ values })}
      />
    </div>
  );
}

function isReference(field: FieldDefinition): boolean {
  return ["reference", "references"].includes(fieldType(field.type).kind(field));
}
