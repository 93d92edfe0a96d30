import { type FieldContext, fieldType, rowsOf, rowValue } from "@mortise/fields";
import {
  FieldCell,
  FieldPlaceContext,
  FieldServicesProvider,
  FieldValue,
  useFieldServices,
} from "@mortise/fields/react";
import { type Locale, localize, sameText } from "@mortise/kit";
import {
  type EntityDocument,
  type FieldDefinition,
  type PrintBlock,
  type PrintDocument,
  UNSAID,
} from "@mortise/metadata";
import { QRCode } from "antd";
import { type CSSProperties, useMemo } from "react";
import type { FormValues } from "../../model/logic/form-logic.ts";
import { isNumberColumn, printedColumns } from "../../model/print/print-parts.ts";
import { approvalColumns, type AskedAbout, printedApprovals } from "../../model/print/printed-approvals.ts";
import { printedText } from "../../model/print/printed-text.ts";
import type { PrintWords } from "../../model/print/printed-value.ts";
import { type ReachedRecords, reachedValue } from "../../model/print/reached-values.ts";
import { pageRule } from "./print-text.ts";
import "./print.css";

/** Props of `PrintSheet`. */
export interface PrintSheetProps {
  readonly template: PrintDocument;
  /** As the reader sees it: hidden fields are not in it. */
  readonly entity: EntityDocument;
  readonly id: string;
  readonly values: FormValues;
  readonly locale: Locale;
  /** What lies behind references of the record, as the reader sees it. */
  readonly reached?: ReachedRecords | undefined;
  /** What was asked and decided about the record, as the reader may know it. */
  readonly approvals?: readonly AskedAbout[] | undefined;
  /** The place among the records that are printed together. */
  readonly index?: number;
}

const SIGNATURE: FieldDefinition = { id: "signature", type: "signature", name: sameText("signature") };
const NOTHING_REACHED: ReachedRecords = new Map();

/** A record as it comes out of the printer, shown as a sheet on screen. */
export function PrintSheet(props: PrintSheetProps) {
  const { template, entity, id, values, locale, reached, approvals, index = 0 } = props;
  const services = useFieldServices();
  const said = useMemo(() => ({ ...services, locale }), [services, locale]);
  const context: FieldContext = {
    locale,
    timeZone: services.timeZone,
    label: services.label,
    find: () => undefined,
  };
  const around = { entityOf: services.entity, reached: reached ?? NOTHING_REACHED };
  const words: PrintWords = { entity, values, context, around, ...(approvals ? { approvals } : {}) };
  const name = `record${index}`;
  const { paper, landscape, margin, header, footer, blocks } = template;
  const style: CSSProperties = { page: name, padding: `${margin}mm` };
  const place = useMemo(() => ({ entity: entity.id }), [entity]);
  return (
    <FieldServicesProvider services={said}>
      <FieldPlaceContext value={place}>
        <style>{pageRule(name, template, words)}</style>
        <article
          className={`print-sheet print-${paper}${landscape ? " print-landscape" : ""}`}
          style={style}
          lang={locale}
        >
          {header ? <div className="print-edge print-top">{printedText(header, words)}</div> : null}
          {blocks.map((block) => (
            <Block key={block.id} block={block} id={id} words={words} />
          ))}
          {footer ? <div className="print-edge print-bottom">{printedText(footer, words)}</div> : null}
        </article>
      </FieldPlaceContext>
    </FieldServicesProvider>
  );
}

interface BlockProps {
  readonly block: PrintBlock;
  readonly id: string;
  readonly words: PrintWords;
}

function Block(props: BlockProps) {
  const { block, words } = props;
  const text = printedText(block.text, words);
  const align = { textAlign: block.align ?? "start" } as const;
  switch (block.type) {
    case "heading":
      return <h1 style={align}>{text}</h1>;
    case "text":
      return (
        <p className="print-text" style={align}>
          {text}
        </p>
      );
    case "break":
      return <div className="print-break" />;
    case "sign":
      return (
        <p className="print-sign">
          <span>{text}</span>
          <i />
        </p>
      );
    case "fields":
    case "table":
    case "approvals":
    case "picture":
    case "qr":
      return (
        <section style={align}>
          {text === "" ? null : <h2>{text}</h2>}
          <Content {...props} type={block.type} />
        </section>
      );
  }
}

function Content({
  type,
  block,
  id,
  words,
}: BlockProps & { readonly type: "fields" | "table" | "approvals" | "picture" | "qr" }) {
  const { recordUrl } = useFieldServices();
  const { entity, values, context } = words;
  const field = entity.fields.find((each) => each.id === block.field);
  switch (type) {
    case "fields":
      return <FieldLines block={block} words={words} />;
    case "table":
      return field ? <Rows block={block} field={field} words={words} /> : null;
    case "approvals":
      return <Approvals words={words} />;
    case "picture":
      return field ? <FieldValue field={field} value={values[field.id] ?? null} /> : null;
    case "qr":
      return (
        <span className="print-qr">
          <QRCode
            type="svg"
            size={96}
            bordered={false}
            value={recordUrl?.(entity.id, id) ?? (id || localize(entity.name, context.locale))}
          />
        </span>
      );
  }
}

/** Names and values; fields that the reader may not see leave no gap. */
function FieldLines({ block, words }: Pick<BlockProps, "block" | "words">) {
  return (
    <dl className="print-fields" style={{ gridTemplateColumns: `repeat(${block.columns ?? 2}, 1fr)` }}>
      {(block.fields ?? []).map((path) => (
        <FieldLine key={path} path={path} words={words} />
      ))}
    </dl>
  );
}

/** What lies behind references is said as text; the record's own values as they look elsewhere. */
function FieldLine({ path, words }: { readonly path: string; readonly words: PrintWords }) {
  const found = reachedValue(path, words);
  if (!found) return null;
  return (
    <div>
      <dt>{found.name}</dt>
      <dd>
        {path.includes(".") ? (
          found.text || UNSAID
        ) : (
          <FieldValue field={found.field} value={words.values[path] ?? null} />
        )}
      </dd>
    </div>
  );
}

/** Who decided what, and what they signed. */
function Approvals({ words }: { readonly words: PrintWords }) {
  const rows = printedApprovals(words.approvals ?? [], words.context);
  return (
    <>
      <table className="print-table">
        <thead>
          <tr>
            {approvalColumns(words.context.locale).map((name) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells }) => (
            <tr key={id}>
              {cells.map((cell, column) => (
                <td key={approvalColumns("en")[column]} className="print-text">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.map(({ id, signer, signature }) =>
        signature ? (
          <figure key={id} className="print-signature">
            <figcaption>{signer}</figcaption>
            <FieldValue field={SIGNATURE} value={[{ ...signature }]} />
          </figure>
        ) : null,
      )}
    </>
  );
}

function Rows({
  block,
  field,
  words,
}: Pick<BlockProps, "block" | "words"> & { readonly field: FieldDefinition }) {
  const services = useFieldServices();
  const child = services.entity(fieldType(field.type).targetEntity?.(field) ?? "");
  if (!child) return null;
  const { columns, cellsOf } = printedColumns(block, child, words);
  return (
    <table className="print-table">
      <thead>
        <tr>
          <th>#</th>
          {columns.map(({ path, name, field: column }) => (
            <th key={path} className={isNumberColumn(column) ? "print-number" : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rowsOf(words.values[field.id]).map((row, index) => (
          <tr key={typeof row["id"] === "string" ? row["id"] : index}>
            <td>{index + 1}</td>
            {cellsOf(row).map((cell, at) => {
              const column = columns[at];
              if (!column) return null;
              return (
                <td key={column.path} className={isNumberColumn(column.field) ? "print-number" : undefined}>
                  {column.path.includes(".") ? (
                    cell?.text
                  ) : (
                    <FieldCell field={column.field} value={rowValue(row, column.field)} />
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
