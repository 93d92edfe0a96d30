import { FieldServicesContext, useFieldServices } from "@mortise/fields/react";
import type { Locale } from "@mortise/kit";
import type { Catalog, EntityDocument, FieldAccess, FieldDefinition, FormDocument } from "@mortise/metadata";
import { LocaleProvider, useLocale, useLocalize, useText } from "@mortise/ui";
import { App, Modal, Segmented, Select } from "antd";
import { useMemo, useState } from "react";
import type { FormValues } from "../../model/logic/form-logic.ts";
import { FormRenderer } from "../renderer/form-renderer.tsx";
import { designerText } from "./text.ts";

/** Records that a preview can be filled with; only those that the builder may see. */
export interface SampleRecords {
  readonly search: (typed: string) => Promise<readonly { readonly id: string; readonly label: string }[]>;
  readonly load: (id: string) => Promise<FormValues>;
}

interface FormPreviewProps {
  readonly document: FormDocument;
  readonly entity: EntityDocument;
  readonly catalog: Catalog;
  readonly samples: SampleRecords | undefined;
  readonly onClose: () => void;
}

const WIDTHS = { computer: 960, tablet: 768, phone: 375 } as const;
type Device = keyof typeof WIDTHS;

/** The form as people will meet it: the real one, by device, language, role and sample record. It saves nothing. */
export function FormPreview({ document, entity, catalog, samples, onClose }: FormPreviewProps) {
  const t = useText(designerText);
  const { message } = App.useApp();
  const [device, setDevice] = useState<Device>("computer");
  const [locale, setLocale] = useState<Locale>(useLocale());
  const [role, setRole] = useState<string>();
  const [record, setRecord] = useState<{ readonly id: string; readonly values: FormValues }>();
  const services = useFieldServices();
  const inLocale = useMemo(() => ({ ...services, locale }), [services, locale]);
  const shown = useMemo(() => entityFor(entity, catalog, role), [entity, catalog, role]);
  const devices = (["computer", "tablet", "phone"] as const).map((value) => ({ value, label: t[value] }));
  return (
    <Modal open title={t.preview} width="min(1060px, 96vw)" footer={null} onCancel={onClose} destroyOnHidden>
      <div style={{ display: "flex", gap: 12, flexWrap: "wrap", marginBottom: 16 }}>
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
              key={`${locale} ${role ?? ""} ${record?.id ?? ""}`}
              entity={shown}
              form={document}
              catalog={catalog}
              mode={record ? "edit" : "create"}
              record={record?.values}
              isNarrow={device === "phone"}
              onSubmit={() => void message.success(t.previewSubmitted)}
            />
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

function RoleSelect({
  catalog,
  value,
  onChange,
}: {
  readonly catalog: Catalog;
  readonly value: string | undefined;
  readonly onChange: (role: string | undefined) => void;
}) {
  const t = useText(designerText);
  const localize = useLocalize();
  const roles = catalog.all("role").map(({ id, name }) => ({ value: id, label: localize(name) }));
  return (
    <Select
      allowClear
      aria-label={t.asRole}
      placeholder={t.asRole}
      style={{ minWidth: 150 }}
      value={value ?? null}
      options={roles}
      onChange={(role: string | null | undefined) => onChange(role ?? undefined)}
    />
  );
}

function SampleSelect({
  samples,
  onChange,
}: {
  readonly samples: SampleRecords;
  readonly onChange: (record: { readonly id: string; readonly values: FormValues } | undefined) => void;
}) {
  const t = useText(designerText);
  const [options, setOptions] = useState<readonly { readonly value: string; readonly label: string }[]>([]);
  const search = (typed: string) =>
    void samples
      .search(typed)
      .then((found) => setOptions(found.map(({ id, label }) => ({ value: id, label }))));
  return (
    <Select
      allowClear
      showSearch={{ filterOption: false, onSearch: search }}
      aria-label={t.sampleRecord}
      placeholder={t.sampleRecord}
      style={{ minWidth: 200 }}
      options={[...options]}
      onOpenChange={(isOpen) => {
        if (isOpen) search("");
      }}
      onChange={(id: string | undefined) => {
        if (id === undefined) onChange(undefined);
        else void samples.load(id).then((values) => onChange({ id, values }));
      }}
    />
  );
}
