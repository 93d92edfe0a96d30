import { shortKey } from "@mortise/kit";
import type { EntityDocument, FormDocument, PublicFormSettings } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Drawer, Form, Switch, Tabs } from "antd";
import { isFilledByPeople } from "../../model/layout/default-form.ts";
import { FixedValues } from "../designer/fixed-values.tsx";
import { LocalizedInput } from "../designer/localized-input.tsx";
import { ParameterFields } from "../designer/parameter-fields.tsx";
import { designerText } from "../designer/text.ts";
import { PublicEditing } from "./public-editing.tsx";
import { PublicFills } from "./public-fills.tsx";
import { PublicGuard } from "./public-guard.tsx";
import { PublicLimits } from "./public-limits.tsx";
import { PublicShare } from "./public-share.tsx";
import { publicFormText } from "./text.ts";

interface PublicSettingsProps {
  readonly document: FormDocument;
  readonly entity: EntityDocument;
  readonly onChange: (settings: PublicFormSettings) => void;
  readonly onClose: () => void;
}

/** Offers the form to visitors: link, QR code and code for web pages, texts, parameters and fixed values. */
export function PublicSettings({ document, entity, onChange, onClose }: PublicSettingsProps) {
  const t = useText(designerText);
  const p = useText(publicFormText);
  const settings: PublicFormSettings = document.public ?? { enabled: false, slug: shortKey(12) };
  const set = (changes: Changes) => onChange(without({ ...settings, ...changes }));
  const access = settings.access ?? {};
  const setAccess = (changed: PublicFormSettings["access"]) => set({ access: changed });
  const tabs = [
    {
      key: "share",
      label: p.share,
      children: (
        <>
          <Form.Item label={t.enable} extra={t.enableHint}>
            <Switch
              aria-label={t.enable}
              checked={settings.enabled}
              onChange={(enabled) => set({ enabled })}
            />
          </Form.Item>
          {settings.enabled ? <PublicShare slug={settings.slug} /> : <p>{p.notShared}</p>}
        </>
      ),
    },
    {
      key: "limits",
      label: p.limits,
      children: <PublicLimits document={document} entity={entity} value={access} onChange={setAccess} />,
    },
    {
      key: "guard",
      label: p.guard,
      children: <PublicGuard document={document} entity={entity} value={access} onChange={setAccess} />,
    },
    { key: "texts", label: p.texts, children: <PublicTexts settings={settings} onChange={set} /> },
    {
      key: "after",
      label: p.after,
      children: (
        <PublicEditing entity={entity} value={settings.editing} onChange={(editing) => set({ editing })} />
      ),
    },
    {
      key: "data",
      label: p.data,
      children: <PublicData entity={entity} settings={settings} onChange={set} />,
    },
  ];
  return (
    <Drawer open title={t.publicForm} size={500} onClose={onClose}>
      <Form layout="vertical" component={false}>
        <Tabs items={tabs} />
      </Form>
    </Drawer>
  );
}

interface PartProps {
  readonly settings: PublicFormSettings;
  readonly onChange: (changes: Changes) => void;
}

function PublicTexts({ settings, onChange }: PartProps) {
  const t = useText(designerText);
  return (
    <>
      <LocalizedInput
        isLong
        labels={{ zh: t.introZh, en: t.introEn }}
        value={settings.intro}
        onChange={(intro) => onChange({ intro: intro ?? EMPTY })}
      />
      <LocalizedInput
        isLong
        labels={{ zh: t.receiptZh, en: t.receiptEn }}
        value={settings.receipt}
        onChange={(receipt) => onChange({ receipt: receipt ?? EMPTY })}
      />
    </>
  );
}

function PublicData({ entity, settings, onChange }: PartProps & Pick<PublicSettingsProps, "entity">) {
  const t = useText(designerText);
  return (
    <>
      <ParameterFields
        label={t.parameters}
        hint={t.parameter}
        fields={entity.fields.filter(isFilledByPeople)}
        value={settings.parameters ?? {}}
        onChange={(parameters) => onChange({ parameters })}
      />
      <FixedValues
        fields={entity.fields}
        value={settings.values ?? {}}
        onChange={(values) => onChange({ values })}
      />
      <PublicFills entity={entity} value={settings.fills ?? []} onChange={(fills) => onChange({ fills })} />
    </>
  );
}

/** What may go as a whole. */
type Optional = "access" | "editing";

/** Changed settings. */
type Changes = Partial<Omit<PublicFormSettings, Optional>> & {
  readonly [Key in Optional]?: PublicFormSettings[Key] | undefined;
};

const EMPTY = { zh: "", en: "" };

/** Leaves out texts that were emptied. */
function without(settings: Omit<PublicFormSettings, Optional> & Changes): PublicFormSettings {
  const { intro, receipt, access, editing, fills = [], ...rest } = settings;
  const isFilled = (text: typeof intro) => text !== undefined && (text.zh !== "" || text.en !== "");
  return {
    ...rest,
    ...(intro && isFilled(intro) ? { intro } : {}),
    ...(receipt && isFilled(receipt) ? { receipt } : {}),
    ...(access ? { access } : {}),
    ...(editing ? { editing } : {}),
    ...(fills.length > 0 ? { fills } : {}),
  };
}
