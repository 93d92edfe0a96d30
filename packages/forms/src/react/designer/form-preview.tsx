import { FieldServicesContext, useFieldServices } from "@mortise/fields/react";
import type { Locale } from "@mortise/kit";
import type { Catalog, EntityDocument, FormDocument } from "@mortise/metadata";
import { LocaleProvider, useLocale, useText } from "@mortise/ui";
import { App, Modal, Segmented } from "antd";
import { useMemo, useState } from "react";
import { FormRenderer } from "../renderer/form-renderer.tsx";
import { designerText } from "./text.ts";

interface FormPreviewProps {
  readonly document: FormDocument;
  readonly entity: EntityDocument;
  readonly catalog: Catalog;
  readonly onClose: () => void;
}

const WIDTHS = { computer: 960, tablet: 768, phone: 375 } as const;
type Device = keyof typeof WIDTHS;

/** The form as people will meet it: the real one, at three widths and in both languages. It saves nothing. */
export function FormPreview({ document, entity, catalog, onClose }: FormPreviewProps) {
  const t = useText(designerText);
  const { message } = App.useApp();
  const [device, setDevice] = useState<Device>("computer");
  const [locale, setLocale] = useState<Locale>(useLocale());
  const services = useFieldServices();
  const inLocale = useMemo(() => ({ ...services, locale }), [services, locale]);
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
      </div>
      <div className="fd-preview" data-device={device} style={{ maxWidth: WIDTHS[device] }}>
        <LocaleProvider locale={locale}>
          <FieldServicesContext value={inLocale}>
            <FormRenderer
              key={locale}
              entity={entity}
              form={document}
              catalog={catalog}
              mode="create"
              isNarrow={device === "phone"}
              onSubmit={() => void message.success(t.previewSubmitted)}
            />
          </FieldServicesContext>
        </LocaleProvider>
      </div>
    </Modal>
  );
}
