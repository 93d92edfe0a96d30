import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Form, Select } from "antd";
import { importFields } from "../../model/import/import-fields.ts";
import type { ImportJob, ImportPlan } from "../../model/import/import-plan.ts";
import { PlanOptions } from "./plan-options.tsx";
import { wizardText } from "./text.ts";

interface MappingStepProps {
  readonly job: ImportJob;
  readonly plan: ImportPlan;
  readonly entity: EntityDocument;
  readonly canBuild: boolean;
  readonly isBusy: boolean;
  readonly onChange: (plan: ImportPlan) => void;
  readonly onBack: () => void;
  readonly onCheck: () => Promise<void>;
}

/** Which column fills which field, guessed and changeable, and how duplicates and blanks are treated. */
export function MappingStep({ job, plan, entity, onChange, ...props }: MappingStepProps) {
  const t = useText(wizardText);
  const localize = useLocalize();
  const rows = job.sheets[plan.sheet]?.rows ?? [];
  const headers = rows[plan.headerRow] ?? [];
  const samples = rows.slice(plan.headerRow + 1);
  const fields = importFields(entity);
  const used = new Set(plan.mapping.map(({ field }) => field));
  const options = fields.map((field) => ({ value: field.id, label: localize(field.name) }));
  const set = (column: number, field: string | null): void => {
    const mapping = plan.mapping.map((one) => (one.column === column ? { column, field } : one));
    const kept = new Set(mapping.map((one) => one.field));
    onChange({ ...plan, mapping, keys: plan.keys.filter((key) => kept.has(key)) });
  };
  const count = plan.mapping.filter(({ field }) => field !== null).length;
  return (
    <Form layout="vertical" component={false}>
      <p>{fillText(t.mapped, { count, total: plan.mapping.length })}</p>
      <div className="iw-scroll iw-mapping">
        <table className="iw-table">
          <thead>
            <tr>
              <th scope="col">{t.column}</th>
              <th scope="col">{t.sample}</th>
              <th scope="col">{t.field}</th>
            </tr>
          </thead>
          <tbody>
            {plan.mapping.map(({ column, field }) => {
              const name = headers[column]?.trim() || `#${column + 1}`;
              return (
                <tr key={column} className={field === null ? "iw-left-out" : ""}>
                  <th scope="row">{name}</th>
                  <td className="iw-samples">
                    {samples
                      .map((cells) => cells[column] ?? "")
                      .filter((cell) => cell.trim() !== "")
                      .slice(0, 3)
                      .join(" · ")}
                  </td>
                  <td>
                    <Select
                      allowClear
                      aria-label={fillText(t.fieldFor, { column: name })}
                      placeholder={t.leaveOut}
                      value={field}
                      options={options.filter(({ value }) => value === field || !used.has(value))}
                      showSearch={{ optionFilterProp: "label" }}
                      style={{ width: "100%", minWidth: 130 }}
                      onChange={(id: string | null | undefined) => set(column, id ?? null)}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <PlanOptions plan={plan} entity={entity} canBuild={props.canBuild} onChange={onChange} />
      <div className="iw-actions">
        <Button onClick={props.onBack}>{t.back}</Button>
        <Button
          type="primary"
          loading={props.isBusy}
          disabled={count === 0}
          onClick={() => void props.onCheck().catch(() => undefined)}
        >
          {t.check}
        </Button>
      </div>
    </Form>
  );
}
