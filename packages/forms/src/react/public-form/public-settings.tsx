import { fieldCatalog } from "@mortise/fields";
import {
  type EntityDocument,
  type FormDocument,
  MAIN_LINK,
  type PublicAccess,
  type PublicFormSettings,
} from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Alert, Drawer, Form, Select, Switch, Tabs } from "antd";
import { useState } from "react";
import { isFilledByPeople } from "../../model/layout/default-form.ts";
import { FixedValues } from "../designer/fixed-values.tsx";
import { LocalizedInput } from "../designer/localized-input.tsx";
import { ParameterFields } from "../designer/parameter-fields.tsx";
import { designerText } from "../designer/text.ts";
import { LinkBar } from "./link-bar.tsx";
import { usePublicLinks } from "./link-counts.ts";
import type { LinkPlace } from "./link-place.ts";
import { firstSettings, ownSettings, withChanges } from "./link-values.ts";
import { OwnPart } from "./own-part.tsx";
import { PublicAfter } from "./public-after.tsx";
import { PublicFills } from "./public-fills.tsx";
import { PublicGuard } from "./public-guard.tsx";
import { PublicLimits } from "./public-limits.tsx";
import { PublicQuerySettings } from "./public-query-settings.tsx";
import { PublicShare } from "./public-share.tsx";
import { publicFormText } from "./text.ts";
import { factsIn, VisitorFields, withoutFacts } from "./visitor-fields.tsx";

/** What the settings are about. */
interface FormPlace {
  readonly document: FormDocument;
  readonly entity: EntityDocument;
}

interface PublicSettingsProps extends FormPlace {
  /** Whose form it is; links of a form that is not published cannot be counted or filled in. */
  readonly app: string | undefined;
  readonly onChange: (changes: Pick<FormDocument, "public" | "publicQuery">) => void;
  readonly onClose: () => void;
}

/** Offers the form to visitors: its links, each with texts, limits, parameters and fixed values, and the public query. */
export function PublicSettings({ app, document, entity, onChange, onClose }: PublicSettingsProps) {
  const t = useText(designerText);
  const p = useText(publicFormText);
  const [first] = useState(firstSettings);
  const settings: PublicFormSettings = document.public ?? first;
  const [chosen, choose] = useState(MAIN_LINK);
  const link = settings.links?.some(({ id }) => id === chosen) ? chosen : MAIN_LINK;
  const { counts, redirectHosts } = usePublicLinks(app, document.id);
  const place: LinkPlace = {
    link,
    own: ownSettings(settings, link),
    main: settings,
    set: (changes) => onChange({ public: withChanges(settings, link, changes) }),
  };
  const parts = { document, entity, place };
  const tabs = [
    { key: "share", label: p.share, children: <ShareTab {...parts} app={app} /> },
    { key: "limits", label: p.limits, children: <AccessTab {...parts} part="limits" /> },
    { key: "guard", label: p.guard, children: <AccessTab {...parts} part="guard" /> },
    { key: "texts", label: p.texts, children: <TextsTab place={place} /> },
    {
      key: "after",
      label: p.after,
      children: <PublicAfter {...parts} redirectHosts={redirectHosts} />,
    },
    { key: "data", label: p.data, children: <DataTab {...parts} /> },
    {
      key: "query",
      label: p.query,
      children: (
        <PublicQuerySettings
          document={document}
          entity={entity}
          onChange={(publicQuery) => onChange({ publicQuery })}
        />
      ),
    },
  ];
  return (
    <Drawer open title={t.publicForm} size={560} onClose={onClose}>
      <LinkBar
        settings={settings}
        counts={counts}
        value={link}
        onChoose={choose}
        onChange={(next) => onChange({ public: next })}
      />
      <Form layout="vertical" component={false}>
        <Tabs key={link} items={tabs} />
      </Form>
    </Drawer>
  );
}

interface TabProps extends FormPlace {
  readonly place: LinkPlace;
}

function ShareTab({ document, place, app, entity }: TabProps & Pick<PublicSettingsProps, "app">) {
  const t = useText(designerText);
  const p = useText(publicFormText);
  const { link, own, main, set } = place;
  const further = main.links?.find(({ id }) => id === link);
  const name = further?.name;
  return (
    <>
      {name ? (
        <LocalizedInput
          labels={{ zh: p.linkNameZh, en: p.linkNameEn }}
          value={name}
          onChange={(next) => set({ name: next ?? { zh: "", en: "" } })}
        />
      ) : null}
      <Form.Item label={t.enable} extra={t.enableHint}>
        <Switch aria-label={t.enable} checked={own.enabled} onChange={(enabled) => set({ enabled })} />
      </Form.Item>
      {own.enabled ? (
        <PublicShare app={app} document={document} entity={entity} link={link} slug={own.slug} />
      ) : (
        <p>{p.notShared}</p>
      )}
    </>
  );
}

function AccessTab({ document, entity, place, part }: TabProps & { readonly part: "limits" | "guard" }) {
  const { link, own, main, set } = place;
  const isFurther = link !== MAIN_LINK;
  // A further link that has limits of its own keeps them, also when they limit nothing.
  const change = (access: PublicAccess | undefined) => set({ access: isFurther ? (access ?? {}) : access });
  const Part = part === "limits" ? PublicLimits : PublicGuard;
  return (
    <OwnPart
      isFurther={isFurther}
      isOwn={own.access !== undefined}
      onOwn={(isOwn) => set({ access: isOwn ? (main.access ?? {}) : undefined })}
    >
      <Part document={document} entity={entity} value={own.access ?? {}} onChange={change} />
    </OwnPart>
  );
}

function TextsTab({ place: { link, own, main, set } }: Pick<TabProps, "place">) {
  const t = useText(designerText);
  const isFurther = link !== MAIN_LINK;
  return (
    <>
      <LocalizedInput
        isLong
        labels={{ zh: t.introZh, en: t.introEn }}
        value={own.intro}
        fallback={isFurther ? main.intro : undefined}
        onChange={(intro) => set({ intro })}
      />
      <LocalizedInput
        isLong
        labels={{ zh: t.receiptZh, en: t.receiptEn }}
        value={own.receipt}
        fallback={isFurther ? main.receipt : undefined}
        onChange={(receipt) => set({ receipt })}
      />
    </>
  );
}

function DataTab({ entity, place: { link, own, main, set } }: TabProps) {
  const t = useText(designerText);
  const p = useText(publicFormText);
  const localize = useLocalize();
  return (
    <>
      {link === MAIN_LINK ? null : <Alert type="info" title={p.addedData} style={{ marginBottom: 16 }} />}
      <ParameterFields
        label={t.parameters}
        hint={t.parameter}
        fields={entity.fields.filter(isFilledByPeople)}
        value={withoutFacts(own.parameters)}
        onChange={(parameters) => set({ parameters: { ...factsIn(own.parameters), ...parameters } })}
      />
      <VisitorFields
        fields={entity.fields}
        value={own.parameters ?? {}}
        onChange={(parameters) => set({ parameters })}
      />
      <FixedValues fields={entity.fields} value={own.values ?? {}} onChange={(values) => set({ values })} />
      {link === MAIN_LINK ? (
        <Form.Item label={p.addressField} extra={p.addressFieldHint}>
          <Select
            aria-label={p.addressField}
            placeholder={p.noAddress}
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            value={main.addressField ?? null}
            options={entity.fields
              .filter((field) => isFilledByPeople(field) && fieldCatalog.kindOf(field) === "text")
              .map(({ id, name }) => ({ value: id, label: localize(name) }))}
            onChange={(addressField) => set({ addressField: addressField ?? undefined })}
          />
        </Form.Item>
      ) : null}
      {link === MAIN_LINK ? (
        <PublicFills
          entity={entity}
          value={main.fills ?? []}
          isLive={main.liveFills === true}
          onChange={(fills) => set({ fills: fills.length > 0 ? fills : undefined })}
          onLive={(isLive) => set({ liveFills: isLive ? true : undefined })}
        />
      ) : null}
    </>
  );
}
