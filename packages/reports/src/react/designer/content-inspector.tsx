import { UploadOutlined } from "@ant-design/icons";
import { FieldEditor } from "@mortise/fields/react";
import { sameText } from "@mortise/kit";
import type { Catalog, DashboardContent, FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { App, Button, Select, Tabs } from "antd";
import { useRef } from "react";
import { CONTENT_NAMES } from "../../model/board/board-edits.ts";
import { InspectorSection } from "./inspector-section.tsx";
import { type ItemActions, ItemButtons } from "./item-buttons.tsx";
import { pictureAddress } from "./picture-address.ts";
import { PlaceFields } from "./place-fields.tsx";
import { TextPair } from "./text-pair.tsx";
import { text } from "./text.ts";

/** Props of `ContentInspector`. */
export interface ContentInspectorProps extends ItemActions {
  readonly content: DashboardContent;
  readonly catalog: Catalog;
  readonly onChange: (content: DashboardContent, merge?: string) => void;
}

const NO_TEXT = { zh: "", en: "" };
const RICH: FieldDefinition = { id: "text", type: "rich-text", name: sameText("") };

/** What can be set on text, a picture, a heading or records among the cards. */
export function ContentInspector(props: ContentInspectorProps) {
  const { content, onChange } = props;
  const t = useText(text);
  const localize = useLocalize();
  return (
    <div className="m-inspector">
      <InspectorSection title={`${localize(CONTENT_NAMES[content.type])} · ${t.title}`}>
        <TextPair
          value={content.title ?? NO_TEXT}
          labels={[t.titleZh, t.titleEn]}
          placeholder={{ zh: t.titleZh, en: t.titleEn }}
          onChange={(title) => onChange({ ...content, title }, "title")}
        />
      </InspectorSection>
      {content.text === undefined ? null : <Texts {...props} />}
      {content.type === "image" ? <Picture {...props} /> : null}
      {content.type === "records" ? <ViewChoice {...props} /> : null}
      <PlaceFields item={content} onChange={onChange} />
      <ItemButtons {...props} />
    </div>
  );
}

function Texts({ content, onChange }: ContentInspectorProps) {
  const t = useText(text);
  const both = content.text ?? NO_TEXT;
  const editor = (language: "zh" | "en") => (
    <FieldEditor
      field={RICH}
      value={both[language]}
      onChange={(value) =>
        onChange(
          { ...content, text: { ...both, [language]: typeof value === "string" ? value : "" } },
          `text.${language}`,
        )
      }
    />
  );
  return (
    <InspectorSection title={t.words}>
      <Tabs
        size="small"
        items={[
          { key: "zh", label: "中文", children: editor("zh") },
          { key: "en", label: "English", children: editor("en") },
        ]}
      />
    </InspectorSection>
  );
}

function Picture({ content, onChange }: ContentInspectorProps) {
  const t = useText(text);
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const image = await pictureAddress(file);
    if (image === undefined) void message.error(t.pictureRefused);
    else onChange({ ...content, image });
  };
  return (
    <InspectorSection title={t.picture}>
      <Button icon={<UploadOutlined />} onClick={() => input.current?.click()}>
        {t.choosePicture}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        aria-label={t.choosePicture}
        accept="image/png,image/jpeg,image/gif,image/webp"
        onChange={({ target }) => void take(target.files?.[0])}
      />
    </InspectorSection>
  );
}

function ViewChoice({ content, catalog, onChange }: ContentInspectorProps) {
  const t = useText(text);
  const localize = useLocalize();
  const nameOf = (entity: string): string => localize(catalog.find("entity", entity)?.name);
  return (
    <InspectorSection title={t.view}>
      <Select<string>
        aria-label={t.view}
        {...(content.view === undefined ? {} : { value: content.view })}
        showSearch={{ optionFilterProp: "label" }}
        options={catalog
          .all("view")
          .map(({ id, name, entity }) => ({ value: id, label: `${nameOf(entity)} · ${localize(name)}` }))}
        onChange={(view) => onChange({ ...content, view })}
      />
    </InspectorSection>
  );
}
