import { shortKey } from "@mortise/kit";
import type { EntityDocument, FormDocument, PublicFormSettings } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { App, Button, Drawer, Form, Input, Switch } from "antd";
import QRCode from "qrcode";
import { useEffect, useState } from "react";
import { isFilledByPeople } from "../../model/layout/default-form.ts";
import { FixedValues } from "./fixed-values.tsx";
import { LocalizedInput } from "./localized-input.tsx";
import { PublicAccessSettings } from "./public-access.tsx";
import { PublicFills } from "./public-fills.tsx";
import { ParameterFields } from "./parameter-fields.tsx";
import { designerText } from "./text.ts";

interface PublicSettingsProps {
  readonly document: FormDocument;
  readonly entity: EntityDocument;
  readonly onChange: (settings: PublicFormSettings) => void;
  readonly onClose: () => void;
}

/** Offers the form to visitors: link, QR code and code for web pages, texts, parameters and fixed values. */
export function PublicSettings({ document, entity, onChange, onClose }: PublicSettingsProps) {
  const t = useText(designerText);
  const settings: PublicFormSettings = document.public ?? { enabled: false, slug: shortKey(12) };
  const set = (changes: Changes) => onChange(without({ ...settings, ...changes }));
  const address = `${window.location.origin}/f/${settings.slug}`;
  return (
    <Drawer open title={t.publicForm} size={460} onClose={onClose}>
      <Form layout="vertical" component={false}>
        <Form.Item label={t.enable} extra={t.enableHint}>
          <Switch aria-label={t.enable} checked={settings.enabled} onChange={(enabled) => set({ enabled })} />
        </Form.Item>
        {settings.enabled ? (
          <>
            <CopyLine label={t.link} value={address} />
            <QrCode address={address} />
            <CopyLine label={t.snippet} value={snippet(address)} />
            <CopyLine label={t.scriptSnippet} value={scriptSnippet(settings.slug)} />
          </>
        ) : null}
        <PublicAccessSettings
          document={document}
          entity={entity}
          value={settings.access ?? {}}
          onChange={(access) => set({ access })}
        />
        <LocalizedInput
          isLong
          labels={{ zh: t.introZh, en: t.introEn }}
          value={settings.intro}
          onChange={(intro) => set({ intro: intro ?? EMPTY })}
        />
        <LocalizedInput
          isLong
          labels={{ zh: t.receiptZh, en: t.receiptEn }}
          value={settings.receipt}
          onChange={(receipt) => set({ receipt: receipt ?? EMPTY })}
        />
        <ParameterFields
          label={t.parameters}
          hint={t.parameter}
          fields={entity.fields.filter(isFilledByPeople)}
          value={settings.parameters ?? {}}
          onChange={(parameters) => set({ parameters })}
        />
        <FixedValues
          fields={entity.fields}
          value={settings.values ?? {}}
          onChange={(values) => set({ values })}
        />
        <PublicFills entity={entity} value={settings.fills ?? []} onChange={(fills) => set({ fills })} />
      </Form>
    </Drawer>
  );
}

/** Changed settings; `access` may go as a whole. */
type Changes = Partial<Omit<PublicFormSettings, "access">> & {
  readonly access?: PublicFormSettings["access"] | undefined;
};

const EMPTY = { zh: "", en: "" };

/** Leaves out texts that were emptied. */
function without(settings: Omit<PublicFormSettings, "access"> & Changes): PublicFormSettings {
  const { intro, receipt, access, fills = [], ...rest } = settings;
  const isFilled = (text: typeof intro) => text !== undefined && (text.zh !== "" || text.en !== "");
  return {
    ...rest,
    ...(intro && isFilled(intro) ? { intro } : {}),
    ...(receipt && isFilled(receipt) ? { receipt } : {}),
    ...(access ? { access } : {}),
    ...(fills.length > 0 ? { fills } : {}),
  };
}

function snippet(address: string): string {
  return `<iframe src="${address}" style="width:100%;border:0;min-height:560px" title="form"></iframe>`;
}

/** Code that puts the form on a page with the height it needs, and hands parameters of the page's address on. */
function scriptSnippet(slug: string): string {
  return `<script async src="${window.location.origin}/embed/form.js" data-form="${slug}"></script>`;
}

function CopyLine({ label, value }: { readonly label: string; readonly value: string }) {
  const t = useText(designerText);
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    void message.success(t.copied);
  };
  return (
    <Form.Item label={label}>
      <div style={{ display: "flex", gap: 8 }}>
        <Input readOnly aria-label={label} value={value} onFocus={(event) => event.target.select()} />
        <Button onClick={() => void copy()}>{t.copy}</Button>
      </div>
    </Form.Item>
  );
}

function QrCode({ address }: { readonly address: string }) {
  const t = useText(designerText);
  const [image, setImage] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    void QRCode.toDataURL(address, { margin: 1, width: 180 }).then((url) => {
      if (isCurrent) setImage(url);
    });
    return () => {
      isCurrent = false;
    };
  }, [address]);
  return (
    <Form.Item label={t.qr}>
      {image ? <img src={image} alt={t.qr} width={180} height={180} /> : null}
      <div style={{ display: "flex", gap: 8, marginTop: 8, flexWrap: "wrap" }}>
        <Button onClick={() => void saveQr(address, "png")}>{t.savePng}</Button>
        <Button onClick={() => void saveQr(address, "svg")}>{t.saveSvg}</Button>
      </div>
    </Form.Item>
  );
}

/** Pixels: 10 cm at 300 dots per inch. */
const PRINT_WIDTH = 1_200;

async function saveQr(address: string, type: "png" | "svg"): Promise<void> {
  const look = { margin: 2, width: PRINT_WIDTH, errorCorrectionLevel: "Q" } as const;
  const url =
    type === "png"
      ? await QRCode.toDataURL(address, look)
      : `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await QRCode.toString(address, { ...look, type }))}`;
  const link = document.createElement("a");
  link.href = url;
  link.download = `${address.slice(address.lastIndexOf("/") + 1)}.${type}`;
  link.click();
}
