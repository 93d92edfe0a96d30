import { FieldServicesContext, useFieldServices } from "@mortise/fields/react";
import type { Locale } from "@mortise/kit";
import type { Catalog, EntityDocument, FieldAccess, FieldDefinition, FormDocument } from "@mortise/metadata";
import { LocaleProvider, useLocale, useText } from "@mortise/ui";
import { Modal, Segmented } from "antd";
import { useMemo, useState } from "react";
import type { FormValues } from "../../model/logic/form-logic.ts";
import { FormRenderer } from "../renderer/form-renderer.tsx";
import { RoleSelect, type SampleRecords, SampleSelect } from "./preview-choices.tsx";
import { type TryForm, TrialNotice, useTrial } from "./preview-trial.tsx";
import { designerText } from "./text.ts";

interface FormPreviewProps {
  readonly document: FormDocument;
  readonly entity: EntityDocument;
  readonly catalog: Catalog;
  readonly samples: SampleRecords | undefined;
  /** Has the server try what is filled in; without it, only the browser checks. */
  readonly onTry: TryForm | undefined;
  readonly onClose: () => void;
}

const WIDTHS = { computer: 960, tablet: 768, phone: 375 } as const;
type Device = keyof typeof WIDTHS;

/** The form as people will meet it: the real one, by device, language, role and sample record. It saves nothing. */
export function FormPreview({ document, entity, catalog, samples, onTry, onClose }: FormPreviewProps) {
  const t = useText(designerText);
  const [device, setDevice] = useState<Device>("computer");
  const [locale, setLocale] = useState<Locale>(useLocale());
  const [role, setRole] = useState<string>();
  const [record, setRecord] = useState<{ readonly id: string; readonly values: FormValues }>();
  const services = useFieldServices();
  const inLocale = useMemo(() => ({ ...services, locale }), [services, locale]);
  const shown = useMemo(() => entityFor(entity, catalog, role), [entity, catalog, role]);
  const trial = useTrial(onTry, { role, record: record?.id });
  const devices = (["computer", "tablet", "phone"] as const).map((value) => ({ value, label: t[value] }));
  const key = `${locale} ${role ?? ""} ${record?.id ?? ""}`;
  return (
    <Modal open title={t.preview} width="min(1060px, 96vw)" footer={null} onCancel={onClose} destroyOnHidden>
      <div className="fd-preview-choices">
        <Segmented<Device> aria-label={t.width} value={device} options={devices} onChange={setDevice} />
        <Segmented<Locale>
          value={locale}
          options={[
            { value: "zh", label: t.chinese },
            { value: "en", label: t.english },
          ]}
          onChange={setLocale}
        />
        <RoleSelect catalog={catalog} value={role} onChange={setRole} />
        {samples ? <SampleSelect samples={samples} onChange={setRecord} /> : null}
      </div>
      <div className="fd-preview" data-device={device} style={{ maxWidth: WIDTHS[device] }}>
        <LocaleProvider locale={locale}>
          <FieldServicesContext value={inLocale}>
            <FormRenderer
              key={key}
              entity={shown}
              form={document}
              catalog={catalog}
              mode={record ? "edit" : "create"}
              record={record?.values}
              isNarrow={device === "phone"}
              errors={trial.errors}
              submitLabel={t.tryIt}
              onDirty={trial.forget}
              onSubmit={trial.run}
            />
            <TrialNotice trial={trial} entity={shown} form={document} catalog={catalog} />
          </FieldServicesContext>
        </LocaleProvider>
      </div>
    </Modal>
  );
}

/** The entity as a role sees it: hidden fields gone, others that it may not write read-only. */
function entityFor(entity: EntityDocument, catalog: Catalog, role: string | undefined): EntityDocument {
  const grant = role === undefined ? undefined : catalog.find("role", role)?.grants[entity.id];
  if (role === undefined) return entity;
  const accessOf = (field: FieldDefinition): FieldAccess | undefined => grant?.fields?.[field.id];
  return {
    ...entity,
    fields: entity.fields
      .filter((field) => accessOf(field) !== "hidden")
      .map((field) => {
        const access = accessOf(field);
        const isWritable = grant !== undefined && (access === undefined || access === "write");
        return isWritable ? field : { ...field, readOnly: true };
      }),
  };
}
