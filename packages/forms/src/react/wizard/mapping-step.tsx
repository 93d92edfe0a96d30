import { fillText, listText } from "@mortise/kit";
import type { Catalog, EntityDocument } from "@mortise/metadata";
import { useLocale, useLocalize, useText } from "@mortise/ui";
import { Alert, Button, Form } from "antd";
import { childFields } from "../../model/import/child-fields.ts";
import { fileFields, importFields } from "../../model/import/import-fields.ts";
import type { ImportJob, ImportPlan } from "../../model/import/import-plan.ts";
import { ChildSheets } from "./child-sheets.tsx";
import { FilesBeside } from "./files-beside.tsx";
import { KeptMappings } from "./kept-mappings.tsx";
import { MappingTable } from "./mapping-table.tsx";
import { PlanOptions } from "./plan-options.tsx";
import { wizardText } from "./text.ts";

interface MappingStepProps {
  readonly app: string;
  readonly catalog: Catalog;
  readonly job: ImportJob;
  readonly plan: ImportPlan;
  readonly entity: EntityDocument;
  readonly canBuild: boolean;
  readonly isBusy: boolean;
  readonly onChange: (plan: ImportPlan) => void;
  readonly onBack: () => void;
  readonly onCheck: () => Promise<void>;
  /** Adds an archive of files beside the list. */
  readonly onFiles: (file: File) => Promise<unknown>;
  readonly onRemoveFiles: () => Promise<unknown>;
}

/** Which column fills which field, guessed and changeable, and how duplicates and blanks are treated. */
export function MappingStep({ job, plan, entity, onChange, ...props }: MappingStepProps) {
  const t = useText(wizardText);
  const rows = job.sheets[plan.sheet]?.rows ?? [];
  const set = (column: number, field: string | null): void => {
    const mapping = plan.mapping.map((one) => (one.column === column ? { column, field } : one));
    const kept = new Set(mapping.map((one) => one.field));
    onChange({ ...plan, mapping, keys: plan.keys.filter((key) => kept.has(key)) });
  };
  const headers = rows[plan.headerRow] ?? [];
  const withFiles = fileFields(entity);
  const children = childFields(entity, props.catalog);
  const hasChildren = plan.mapping.some(({ field }) => children.some(({ id }) => id === field));
  return (
    <Form layout="vertical" component={false}>
      <KeptMappings
        app={props.app}
        plan={plan}
        entity={entity}
        childIds={children}
        headers={headers}
        onChange={onChange}
      />
      {withFiles.length > 0 ? (
        <FilesBeside
          job={job}
          fields={withFiles}
          isBusy={props.isBusy}
          onFile={props.onFiles}
          onRemove={props.onRemoveFiles}
        />
      ) : null}
      <RequiredFields plan={plan} entity={entity} />
      <MappingTable
        mapping={plan.mapping}
        entity={entity}
        childColumns={children}
        headers={headers}
        samples={rows.slice(plan.headerRow + 1)}
        onChange={set}
      />
      <ChildSheets job={job} plan={plan} childColumns={children} onChange={onChange} />
      {hasChildren ? (
        <Alert type="info" showIcon title={t.childRowsHint} style={{ marginBlock: 12 }} />
      ) : null}
      <PlanOptions plan={plan} entity={entity} canBuild={props.canBuild} onChange={onChange} />
      <div className="iw-actions">
        <Button onClick={props.onBack}>{t.back}</Button>
        <Button
          type="primary"
          loading={props.isBusy}
          disabled={plan.mapping.every(({ field }) => field === null)}
          onClick={() => void props.onCheck().catch(() => undefined)}
        >
          {t.check}
        </Button>
      </div>
    </Form>
  );
}

/** Says before the check which required fields nothing would fill. */
function RequiredFields({ plan, entity }: { readonly plan: ImportPlan; readonly entity: EntityDocument }) {
  const t = useText(wizardText);
  const localize = useLocalize();
  const locale = useLocale();
  const filled = new Set([...plan.mapping.map(({ field }) => field), ...Object.keys(plan.values)]);
  const open = importFields(entity).filter(
    (field) => field.required === true && field.default === undefined && !filled.has(field.id),
  );
  if (open.length === 0) return null;
  const fields = listText(
    open.map(({ name }) => localize(name)),
    locale,
  );
  return (
    <Alert
      type="warning"
      showIcon
      title={fillText(t.requiredOpen, { fields })}
      style={{ marginBottom: 12 }}
    />
  );
}
