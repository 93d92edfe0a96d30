import { readFile } from "node:fs/promises";
import type { FieldContext } from "@mortise/fields";
import { type Locale, localize } from "@mortise/kit";
import type { Catalog, EntityDocument, PrintDocument } from "@mortise/metadata";
import { type Actor, type Files, getEach, type RecordView, type Store } from "@mortise/store";
import { printNotFound, printNothing } from "../../errors.ts";
import { printedSheet, type PrintedSheet } from "../../model/print/print-parts.ts";
import { printInThread } from "./print-worker.ts";

/** What printing stands on. */
export interface PrintingOptions {
  readonly store: Store;
  readonly files: Pick<Files, "find">;
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
    const sheets = views.map((view) =>
      this.#sheet(actor, { app, catalog, template, entity, origin, locale }, view),
    );
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

  #sheet(
    actor: Actor,
    place: {
      readonly app: string;
      readonly catalog: Catalog;
      readonly template: PrintDocument;
      readonly entity: EntityDocument;
      readonly origin: string;
      readonly locale: Locale;
    },
    { record, labels }: RecordView,
  ): PrintedSheet {
    const { app, catalog, template, entity, origin, locale } = place;
    const context: FieldContext = {
      locale,
      timeZone: actor.timeZone,
      label: (id) => labels[id],
      find: () => undefined,
    };
    const address = `${origin}/a/${app}/e/${entity.id}/${record.id}`;
    return printedSheet(
      template,
      { entity, values: record, context },
      { entityOf: (id) => this.#seen(actor, app, catalog, id), address },
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
