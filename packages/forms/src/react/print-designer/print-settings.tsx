import { fieldType } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import {
  type Catalog,
  type EntityDocument,
  PAPERS,
  type PrintBlock,
  type PrintDocument,
} from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Checkbox, Form, InputNumber, Segmented, Select } from "antd";
import { shownAs } from "../../model/page/default-page.ts";
import { LocalizedInput } from "../designer/localized-input.tsx";
import { pathChoices } from "./path-choices.ts";
import { printText } from "./text.ts";

/** Paper, edges, header and footer of a template. */
export function PaperSettings({
  document,
  onChange,
}: {
  readonly document: PrintDocument;
  readonly onChange: (document: PrintDocument) => void;
}) {
  const t = useText(printText);
  const { header: _header, ...noHeader } = document;
  const { footer: _footer, ...noFooter } = document;
  return (
    <>
      <Form.Item label={t.paper}>
        <Segmented
          aria-label={t.paper}
          value={document.paper}
          options={PAPERS.map((value) => ({ value, label: value === "letter" ? t.letter : value }))}
          onChange={(paper) => onChange({ ...document, paper })}
        />
      </Form.Item>
      <Form.Item>
        <Checkbox
          checked={document.landscape ?? false}
          onChange={(event) => onChange({ ...document, landscape: event.target.checked })}
        >
          {t.landscape}
        </Checkbox>
        <Checkbox
          checked={document.pageNumbers ?? false}
          onChange={(event) => onChange({ ...document, pageNumbers: event.target.checked })}
        >
          {t.pageNumbers}
        </Checkbox>
      </Form.Item>
      <Form.Item label={t.margin}>
        <InputNumber
          min={0}
          max={50}
          precision={0}
          aria-label={t.margin}
          value={document.margin}
          onChange={(margin) => onChange({ ...document, margin: margin ?? document.margin })}
        />
      </Form.Item>
      <LocalizedInput
        labels={{ zh: t.headerZh, en: t.headerEn }}
        value={document.header}
        onChange={(header) => onChange(header ? { ...document, header } : noHeader)}
      />
      <LocalizedInput
        labels={{ zh: t.footerZh, en: t.footerEn }}
        value={document.footer}
        onChange={(footer) => onChange(footer ? { ...document, footer } : noFooter)}
      />
    </>
  );
}

interface BlockSettingsProps {
  readonly block: PrintBlock;
  readonly entity: EntityDocument;
  readonly catalog: Catalog;
  readonly onChange: (block: PrintBlock) => void;
}

/** What one part prints. */
export function BlockSettings(props: BlockSettingsProps) {
  const t = useText(printText);
  const { block, onChange } = props;
  if (block.type === "break") return null;
  const { text: _text, ...silent } = block;
  return (
    <>
      <LocalizedInput
        isLong
        labels={{ zh: t.textZh, en: t.textEn }}
        value={block.text}
        onChange={(text) => onChange(text ? { ...block, text } : silent)}
      />
      <InsertField {...props} />
      {block.type === "fields" ? <FieldsSettings {...props} /> : null}
      {block.type === "table" || block.type === "picture" ? <FieldChoice {...props} /> : null}
      {block.type === "table" || block.type === "sign" || block.type === "approvals" ? null : (
        <Form.Item label={t.align}>
          <Segmented
            aria-label={t.align}
            value={block.align ?? "start"}
            options={(["start", "center", "end"] as const).map((value) => ({ value, label: t[value] }))}
            onChange={(align) => onChange({ ...block, align })}
          />
        </Form.Item>
      )}
    </>
  );
}

/** Puts the place of a field's value at the end of the text. */
function InsertField({ block, entity, catalog, onChange }: BlockSettingsProps) {
  const t = useText(printText);
  const localize = useLocalize();
  const insert = (id: string) => {
    const { zh, en }: LocalizedText = block.text ?? { zh: "", en: "" };
    onChange({ ...block, text: { zh: `${zh}{${id}}`, en: `${en}{${id}}` } });
  };
  return (
    <Form.Item label={t.insert}>
      <Select<string>
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t.insert}
        value={null}
        options={[...pathChoices(catalog, entity, localize)]}
        onChange={insert}
      />
    </Form.Item>
  );
}

function FieldsSettings({ block, entity, catalog, onChange }: BlockSettingsProps) {
  const t = useText(printText);
  const localize = useLocalize();
  return (
    <>
      <Form.Item label={t.fields}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t.fields}
          options={[...pathChoices(catalog, entity, localize, block.fields)]}
          value={[...(block.fields ?? [])]}
          onChange={(fields: string[]) => onChange({ ...block, fields })}
        />
      </Form.Item>
      <Form.Item label={t.columns}>
        <Segmented
          aria-label={t.columns}
          value={block.columns ?? 2}
          options={[1, 2, 3, 4]}
          onChange={(columns) => onChange({ ...block, columns })}
        />
      </Form.Item>
    </>
  );
}

function FieldChoice({ block, entity, catalog, onChange }: BlockSettingsProps) {
  const t = useText(printText);
  const localize = useLocalize();
  const isTable = block.type === "table";
  const fits = entity.fields.filter((field) =>
    isTable ? shownAs(catalog, field) === "table" : catalog.fieldTypes.kindOf(field) === "files",
  );
  const rows = fits.find(({ id }) => id === block.field);
  const child =
    isTable && rows ? catalog.find("entity", fieldType(rows.type).targetEntity?.(rows) ?? "") : null;
  const { fields: _fields, ...whole } = block;
  return (
    <>
      <Form.Item label={isTable ? t.table : t.field}>
        <Select<string>
          aria-label={isTable ? t.table : t.field}
          value={block.field ?? null}
          options={fits.map(({ id, name }) => ({ value: id, label: localize(name) }))}
          onChange={(field) => onChange({ ...whole, field })}
        />
      </Form.Item>
      {child ? (
        <Form.Item label={t.tableColumns}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            allowClear
            aria-label={t.tableColumns}
            options={[...pathChoices(catalog, child, localize, block.fields)]}
            value={[...(block.fields ?? [])]}
            onChange={(fields: string[]) => onChange(fields.length > 0 ? { ...block, fields } : whole)}
          />
        </Form.Item>
      ) : null}
    </>
  );
}
