import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
  RedoOutlined,
  SettingOutlined,
  UndoOutlined,
} from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import {
  type Catalog,
  PRINT_BLOCK_TYPES,
  type PrintBlock,
  type PrintBlockType,
  type PrintDocument,
  type Problem,
} from "@mortise/metadata";
import {
  type ElementHolder,
  type ElementHolders,
  HeldSettings,
  type HistoryStore,
  HolderTag,
  useHeldParts,
  useLocale,
  useLocalize,
  useText,
} from "@mortise/ui";
import { Button, Dropdown, Form, Space } from "antd";
import { useEffect, useState } from "react";
import type { FormValues } from "../../model/logic/form-logic.ts";
import { shownAs } from "../../model/page/default-page.ts";
import { freeId } from "../../model/page/page-edits.ts";
import type { AskedAbout } from "../../model/print/printed-approvals.ts";
import type { ReachedRecords } from "../../model/print/reached-values.ts";
import { usePageEditing } from "../page-designer/use-page-editing.ts";
import { PrintSheet } from "../print/print-sheet.tsx";
import { BlockSettings, PaperSettings } from "./print-settings.tsx";
import "./print-designer.css";
import { PART_NAMES, printText } from "./text.ts";

/** Props of `PrintDesigner`. It edits a value; saving and publishing are the page's. */
export interface PrintDesignerProps {
  readonly document: PrintDocument;
  /** Documents of the draft. */
  readonly catalog: Catalog;
  readonly onChange: (document: PrintDocument) => void;
  readonly problems: readonly Problem[];
  /** Where the steps are kept until the page is opened again. */
  readonly history?: HistoryStore;
  /** Who else is at which part. */
  readonly holders?: ElementHolders | undefined;
  /** A record that the preview shows; names of fields only without one. */
  readonly sample?:
    | {
        readonly id: string;
        readonly values: FormValues;
        readonly reached?: ReachedRecords | undefined;
        readonly approvals?: readonly AskedAbout[] | undefined;
      }
    | undefined;
}

/** Builds a print template part by part beside the sheet that comes out. */
export function PrintDesigner({
  document,
  catalog,
  problems,
  sample,
  holders,
  ...props
}: PrintDesignerProps) {
  const t = useText(printText);
  const locale = useLocale();
  const localize = useLocalize();
  const { run, undo, redo } = usePageEditing(document, props.onChange, props.history);
  const [selected, select] = useState<string>();
  const entity = catalog.find("entity", document.entity);
  const block = document.blocks.find(({ id }) => id === selected);
  const isFree = useHeldParts(document.blocks, holders);
  const put = (blocks: readonly PrintBlock[], burst?: string) => {
    if (isFree(blocks)) run({ ...document, blocks }, burst);
  };
  useEffect(() => holders?.onChoose(selected), [holders, selected]);
  const add = (type: PrintBlockType) => {
    const made = newBlock(catalog, document, type);
    put([...document.blocks, made]);
    select(made.id);
  };
  if (!entity) return null;
  return (
    <div className="prd">
      <section className="prd-parts" aria-label={t.parts}>
        <Space wrap>
          <AddPart onAdd={add} />
          <Button
            icon={<UndoOutlined aria-hidden="true" />}
            aria-label={t.undo}
            disabled={!undo}
            onClick={undo}
          />
          <Button
            icon={<RedoOutlined aria-hidden="true" />}
            aria-label={t.redo}
            disabled={!redo}
            onClick={redo}
          />
          <Button
            icon={<SettingOutlined aria-hidden="true" />}
            aria-pressed={!block}
            onClick={() => select(undefined)}
          >
            {t.page}
          </Button>
        </Space>
        <ol>
          {document.blocks.map((each, index) => (
            <Part
              key={each.id}
              isChosen={each.id === selected}
              holder={holders?.held.get(each.id)}
              hasProblem={problems.some(({ path }) => path.startsWith(`blocks.${index}.`))}
              name={partName(localize, catalog, document, each)}
              onChoose={() => select(each.id)}
              onMove={(step) => put(moved(document.blocks, index, step))}
              onRemove={() => put(document.blocks.toSpliced(index, 1))}
            />
          ))}
        </ol>
        <Form layout="vertical">
          {block ? (
            <HeldSettings element={block.id} holders={holders}>
              <BlockSettings
                key={block.id}
                block={block}
                entity={entity}
                catalog={catalog}
                onChange={(next) =>
                  put(
                    document.blocks.map((each) => (each.id === next.id ? next : each)),
                    `block/${next.id}`,
                  )
                }
              />
            </HeldSettings>
          ) : (
            <PaperSettings document={document} onChange={(next) => run(next, "paper")} />
          )}
        </Form>
      </section>
      <section className="prd-preview" aria-label={t.preview}>
        <PrintSheet
          template={document}
          entity={entity}
          id={sample?.id ?? ""}
          values={sample?.values ?? {}}
          locale={locale}
          reached={sample?.reached}
          approvals={sample?.approvals}
        />
      </section>
    </div>
  );
}

function AddPart({ onAdd }: { readonly onAdd: (type: PrintBlockType) => void }) {
  const t = useText(printText);
  const localize = useLocalize();
  const items = PRINT_BLOCK_TYPES.map((type) => ({
    key: type,
    label: localize(PART_NAMES[type]),
    onClick: () => onAdd(type),
  }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button type="primary" icon={<PlusOutlined aria-hidden="true" />}>
        {t.add}
      </Button>
    </Dropdown>
  );
}

/** What a part is called: the field it prints, its text, or its kind. */
function partName(
  localize: ReturnType<typeof useLocalize>,
  catalog: Catalog,
  { entity }: PrintDocument,
  { type, field, text }: PrintBlock,
): string {
  const own = catalog.field(entity, field ?? "")?.name ?? text;
  return own ? `${localize(PART_NAMES[type])} · ${localize(own)}` : localize(PART_NAMES[type]);
}

interface PartProps {
  readonly name: string;
  readonly isChosen: boolean;
  readonly hasProblem: boolean;
  readonly holder: ElementHolder | undefined;
  readonly onChoose: () => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
}

function Part({ name, isChosen, hasProblem, holder, onChoose, onMove, onRemove }: PartProps) {
  const t = useText(printText);
  return (
    <li
      className={isChosen ? "prd-part prd-part-on" : "prd-part"}
      style={holder ? { position: "relative", outline: `2px solid ${holder.color}` } : undefined}
      data-problem={hasProblem || undefined}
    >
      <HolderTag holder={holder} />
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={onChoose}
        onKeyDown={(event) => {
          if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
          event.preventDefault();
          onMove(event.key === "ArrowUp" ? -1 : 1);
        }}
      >
        {name}
      </button>
      <Button
        type="text"
        size="small"
        icon={<ArrowUpOutlined aria-hidden="true" />}
        aria-label={fillText(t.up, { name })}
        onClick={() => onMove(-1)}
      />
      <Button
        type="text"
        size="small"
        icon={<ArrowDownOutlined aria-hidden="true" />}
        aria-label={fillText(t.down, { name })}
        onClick={() => onMove(1)}
      />
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined aria-hidden="true" />}
        aria-label={fillText(t.remove, { name })}
        onClick={onRemove}
      />
    </li>
  );
}

function moved(blocks: readonly PrintBlock[], from: number, step: -1 | 1): readonly PrintBlock[] {
  const block = blocks[from];
  const to = from + step;
  if (!block || to < 0 || to >= blocks.length) return blocks;
  return blocks.toSpliced(from, 1).toSpliced(to, 0, block);
}

function newBlock(catalog: Catalog, document: PrintDocument, type: PrintBlockType): PrintBlock {
  const base = { id: freeId("part", document.blocks), type } as const;
  const fields = catalog.find("entity", document.entity)?.fields ?? [];
  switch (type) {
    case "sign":
      return { ...base, text: { zh: "签字：", en: "Signature:" } };
    case "approvals":
      return { ...base, text: { zh: "审批记录", en: "Approvals" } };
    case "fields":
      return { ...base, columns: 2, fields: [] };
    case "table": {
      const rows = fields.find((field) => shownAs(catalog, field) === "table");
      return { ...base, ...(rows ? { field: rows.id } : {}) };
    }
    case "picture": {
      const files = fields.find((field) => catalog.fieldTypes.kindOf(field) === "files");
      return { ...base, ...(files ? { field: files.id } : {}) };
    }
    case "heading":
    case "text":
    case "qr":
    case "break":
      return base;
  }
}
