import type { EntityDocument, FormFieldItem, FormItem } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button, Form, InputNumber, Segmented } from "antd";
import type { PropertyChanges } from "../../model/layout/form-command.ts";
import { isSized, spanOf } from "../../model/layout/pack-rows.ts";
import { ButtonSettings, LinkSettings } from "./link-settings.tsx";
import { useDesigner } from "./designer-context.ts";
import { LocalizedInput } from "./localized-input.tsx";
import { Flag, Width } from "./property-inputs.tsx";
import { designerText } from "./text.ts";

/** What the parts of the inspector get. */
export interface ItemProps<Item extends FormItem = FormItem> {
  readonly item: Item;
  readonly entity: EntityDocument;
  /** `burst` joins edits of one box into one step. */
  readonly onChange: (changes: PropertyChanges, burst: string) => void;
}

/** What can be set about one item: its texts, flags and width, and what its kind has of its own. */
export function ItemProperties(props: ItemProps) {
  return (
    <>
      <OwnProperties {...props} />
      {isSized(props.item) ? (
        <Width value={spanOf(props.item)} onChange={(span) => props.onChange({ span }, "")} />
      ) : null}
    </>
  );
}

function OwnProperties({ item, entity, onChange }: ItemProps) {
  const t = useText(designerText);
  const { addPage } = useDesigner();
  switch (item.type) {
    case "field":
      return <FieldProperties item={item} entity={entity} onChange={onChange} />;
    case "text":
      return (
        <LocalizedInput
          isLong
          labels={{ zh: t.contentZh, en: t.contentEn }}
          value={item.content}
          onChange={(content) => onChange({ content: content ?? EMPTY }, "content")}
        />
      );
    case "section":
      return (
        <>
          <Title item={item} onChange={onChange} />
          <Flag
            label={t.collapsed}
            checked={item.collapsed === true}
            onChange={(on) => onChange({ collapsed: on || null }, "")}
          />
        </>
      );
    case "page":
    case "divider":
      return <Title item={item} onChange={onChange} />;
    case "pages":
      return (
        <>
          <Form.Item label={t.pagesLook}>
            <Segmented
              block
              aria-label={t.pagesLook}
              value={item.look}
              options={(["tabs", "steps"] as const).map((value) => ({ value, label: t[value] }))}
              onChange={(look) => onChange({ look }, "")}
            />
          </Form.Item>
          <Button block type="dashed" onClick={() => addPage(item)}>
            {t.addPage}
          </Button>
        </>
      );
    case "frame":
      return (
        <>
          <Title item={item} onChange={onChange} />
          <LinkSettings
            isFrame
            link={item}
            fields={entity.fields}
            onChange={(link, burst) => onChange({ ...link }, burst)}
          />
          <Form.Item label={t.height}>
            <InputNumber
              aria-label={t.height}
              min={80}
              max={2000}
              step={20}
              value={item.height}
              onChange={(height) => onChange({ height: Math.round(height ?? 320) }, "height")}
            />
          </Form.Item>
        </>
      );
    case "button":
      return (
        <>
          <Title item={item} onChange={onChange} />
          <ButtonSettings
            action={item.action}
            fields={entity.fields}
            onChange={(action, burst) => onChange({ action }, burst)}
          />
        </>
      );
  }
}

const EMPTY = { zh: "", en: "" };

function Title({
  item,
  onChange,
}: {
  readonly item: Extract<FormItem, { title?: unknown }>;
  readonly onChange: ItemProps["onChange"];
}) {
  const t = useText(designerText);
  return (
    <LocalizedInput
      labels={{ zh: t.labelZh, en: t.labelEn }}
      value={item.title}
      onChange={(title) => onChange({ title: title ?? (item.type === "divider" ? null : EMPTY) }, "title")}
    />
  );
}

function FieldProperties({ item, entity, onChange }: ItemProps<FormFieldItem>) {
  const t = useText(designerText);
  const field = entity.fields.find((candidate) => candidate.id === item.field);
  return (
    <>
      <LocalizedInput
        labels={{ zh: t.labelZh, en: t.labelEn }}
        value={item.label}
        fallback={field?.name}
        onChange={(label) => onChange({ label: label ?? null }, "label")}
      />
      <LocalizedInput
        labels={{ zh: t.helpZh, en: t.helpEn }}
        value={item.help}
        fallback={field?.help}
        onChange={(help) => onChange({ help: help ?? null }, "help")}
      />
      <Flag
        label={t.required}
        checked={item.required === true || field?.required === true}
        disabled={field?.required === true}
        onChange={(on) => onChange({ required: on || null }, "")}
      />
      <Flag
        label={t.readOnly}
        checked={item.readOnly === true || field?.readOnly === true}
        disabled={field?.readOnly === true}
        onChange={(on) => onChange({ readOnly: on || null }, "")}
      />
    </>
  );
}
