import { readFile } from "node:fs/promises";
import type { FieldContext } from "@mortise/fields";
import { type Locale, localize } from "@mortise/kit";
import type { Catalog, EntityDocument, PrintDocument } from "@mortise/metadata";
import { type Actor, type Files, getEach, type RecordView, type Store } from "@mortise/store";
import { printNotFound, printNothing } from "../../errors.ts";
import { printedSheet, type PrintedSheet } from "../../model/print/print-parts.ts";
import type { AskedAbout } from "../../model/print/printed-approvals.ts";
import type { PrintWords } from "../../model/print/printed-value.ts";
import { type ReadRecords, reachRecords } from "../../model/print/reached-values.ts";
import { printInThread } from "./print-worker.ts";

/** What printing stands on. */
export interface PrintingOptions {
  readonly store: Store;
  readonly files: Pick<Files, "find">;
  /** What was asked and decided about a record, as the actor may know it. */
  readonly approvals: (
    actor: Actor,
    place: { readonly app: string; readonly entity: string; readonly record: string },
  ) => Promise<readonly AskedAbout[]>;
}

/** What is printed. */
export interface PrintRequest {
  readonly template: string;
  readonly ids: readonly string[];
  /** Where people reach the server: QR codes lead there. */
  readonly origin: string;
  readonly locale?: Locale | undefined;
}

/** A finished document. */
export interface PrintedDocument {
  readonly fileName: string;
  readonly pdf: Uint8Array;
}

/** Pictures that a PDF takes as they are. */
const PICTURES = new Set(["image/png", "image/jpeg"]);
/** Larger pictures are named instead of drawn. */
const LARGEST_PICTURE = 10_000_000;

/** Records by print templates as PDF, under the rights and masks of who asks. */
export class Printing {
  readonly #options: PrintingOptions;

  constructor(options: PrintingOptions) {
    this.#options = options;
  }

  /** Prints the records that the actor may see; FORM_PRINT_NOTHING when that is none of them. */
  async pdf(
    actor: Actor,
    app: string,
    { template: id, ids, origin, locale = actor.locale }: PrintRequest,
  ): Promise<PrintedDocument> {
    const { catalog } = this.#options.store.releases.current(app);
    const template = catalog.find("print", id);
    const entity = template && this.#seen(actor, app, catalog, template.entity);
    if (!template || !entity) throw printNotFound();
    const views = await getEach(this.#options.store.records, actor, { app, entity: entity.id, ids });
    if (views.length === 0) throw printNothing();
    const entityOf = (other: string) => this.#seen(actor, app, catalog, other);
    const labels: Record<string, string> = Object.assign({}, ...views.map((view) => view.labels));
    const reached = await reachRecords(
      template,
      views.map(({ record }) => record),
      { entityOf, read: this.#reader(actor, app, labels) },
    );
    const approvals = await this.#approvals(actor, app, template, views);
    const place = { app, template, entity, origin, locale, labels, around: { entityOf, reached }, approvals };
    const sheets = views.map(({ record }) => this.#sheet(actor, place, record));
    const title = localize(template.name, locale);
    const pictures = await this.#pictures(actor, sheets);
    return {
      fileName: `${title}.pdf`,
      pdf: await printInThread({ paper: paperOf(template), title, sheets, pictures }),
    };
  }

  /** The entity as the actor sees it: hidden fields are not in it. */
  #seen(actor: Actor, app: string, catalog: Catalog, id: string): EntityDocument | undefined {
    const entity = catalog.find("entity", id);
    if (!entity) return undefined;
    const { fields } = this.#options.store.records.permission(actor, app, id);
    const isSeen = (field: string) => (fields.get(field) ?? "hidden") !== "hidden";
    return { ...entity, fields: entity.fields.filter((field) => isSeen(field.id)) };
  }

  /** Reads records of other entities, as far as the actor may read these, and learns what ids in them are called. */
  #reader(actor: Actor, app: string, labels: Record<string, string>): ReadRecords {
    const { records } = this.#options.store;
    return async (entity, ids) => {
      if (!records.permissionSummary(actor, app, entity).read) return [];
      const filter = { in: [{ var: "id" }, [...ids]] };
      const page = await records.query(actor, app, { entity, filter, limit: ids.length });
      Object.assign(labels, page.labels);
      return page.items;
    };
  }

  /** Who decided what about records, where the template prints it. */
  async #approvals(
    actor: Actor,
    app: string,
    { entity, blocks }: PrintDocument,
    views: readonly RecordView[],
  ): Promise<ReadonlyMap<string, readonly AskedAbout[]>> {
    const found = new Map<string, readonly AskedAbout[]>();
    if (!blocks.some(({ type }) => type === "approvals")) return found;
    for (const { record } of views)
      found.set(record.id, await this.#options.approvals(actor, { app, entity, record: record.id }));
    return found;
  }

  #sheet(
    actor: Actor,
    place: {
      readonly app: string;
      readonly template: PrintDocument;
      readonly entity: EntityDocument;
      readonly origin: string;
      readonly locale: Locale;
      readonly labels: Readonly<Record<string, string>>;
      readonly around: NonNullable<PrintWords["around"]>;
      readonly approvals: ReadonlyMap<string, readonly AskedAbout[]>;
    },
    record: RecordView["record"],
  ): PrintedSheet {
    const { app, template, entity, origin, locale, labels, around } = place;
    const approvals = place.approvals.get(record.id) ?? [];
    const context: FieldContext = {
      locale,
      timeZone: actor.timeZone,
      label: (id) => labels[id],
      find: () => undefined,
    };
    const address = `${origin}/a/${app}/e/${entity.id}/${record.id}`;
    return printedSheet(
      template,
      { entity, values: record, context, around, approvals },
      { entityOf: around.entityOf, address },
    );
  }

  async #pictures(actor: Actor, sheets: readonly PrintedSheet[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const { store, files } = this.#options;
    const contents = new Map<string, Uint8Array>();
    const wanted = sheets.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.kind === "pictures" ? part.files : [])),
    );
    for (const { id, type } of wanted) {
      if (!PICTURES.has(type) || contents.has(id) || !(await store.records.mayReadFile(actor, id))) continue;
      const file = await files.find(id);
      if (file && file.size <= LARGEST_PICTURE) contents.set(id, await readFile(file.path));
    }
    return contents;
  }
}

function paperOf({ paper, landscape, margin, pageNumbers }: PrintDocument) {
  return {
    paper,
    margin,
    ...(landscape === undefined ? {} : { landscape }),
    ...(pageNumbers === undefined ? {} : { pageNumbers }),
  };
}
