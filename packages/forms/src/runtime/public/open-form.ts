import { fieldType, type PublicInput } from "@mortise/fields";
import {
  type Catalog,
  type EntityDocument,
  type FieldDefinition,
  type FormDocument,
  type FormFieldItem,
  isOffered,
  linksApart,
  type OfferedLink,
  offeredLinks,
} from "@mortise/metadata";
import type { CountedTogether, Store } from "@mortise/store";
import { fieldItems } from "../../model/layout/item-tree.ts";
import { withCompanions } from "../../model/layout/companion-items.ts";
import { type FormLogic, formLogic } from "../../model/logic/form-logic.ts";

/** A field that visitors fill in, where it stands on the form. */
export interface AskedField {
  readonly item: FormFieldItem;
  readonly field: FieldDefinition;
  readonly input: PublicInput;
}

/** A form that takes answers, with the entity they become records of. */
export interface OpenForm {
  readonly app: string;
  /** With the settings of the link it was opened by. */
  readonly form: FormDocument;
  readonly link: OfferedLink;
  /** What counts for the link's limits. */
  readonly counted: CountedTogether;
  readonly entity: EntityDocument;
  readonly asked: readonly AskedField[];
  /** The rules of the entity, ready to run. */
  readonly logic: FormLogic;
}

/** Finds public forms by their slugs in the releases in force; each release is looked through once. */
export class OpenForms {
  readonly #store: Store;
  readonly #byCatalog = new WeakMap<Catalog, ReadonlyMap<string, OpenForm>>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The open form with that slug. */
  find(slug: string): OpenForm | undefined {
    for (const app of this.#store.releases.apps()) {
      const { catalog } = this.#store.releases.current(app);
      const found = this.#formsOf(app, catalog).get(slug);
      if (found) return found;
    }
    return undefined;
  }

  /** The open form of an app behind one of its links. */
  ofLink(app: string, form: string, link: string): OpenForm | undefined {
    const { catalog } = this.#store.releases.current(app);
    return [...this.#formsOf(app, catalog).values()].find(
      (open) => open.form.id === form && open.link.link === link,
    );
  }

  #formsOf(app: string, catalog: Catalog): ReadonlyMap<string, OpenForm> {
    const known = this.#byCatalog.get(catalog) ?? openForms(app, catalog);
    this.#byCatalog.set(catalog, known);
    return known;
  }
}

function openForms(app: string, catalog: Catalog): ReadonlyMap<string, OpenForm> {
  const forms = catalog.all("form").flatMap((published): (readonly [string, OpenForm])[] => {
    const entity = catalog.find("entity", published.entity);
    const shared = published.public;
    if (!isOffered(shared) || !shared || !entity) return [];
    const form = { ...published, items: withCompanions(published.items, entity.fields) };
    const parts = { app, entity, asked: askedFields(form, entity), logic: formLogic(entity, catalog) };
    const apart = linksApart(shared);
    return offeredLinks(shared)
      .filter(({ enabled }) => enabled)
      .map((link) => {
        const counted = apart.includes(link.link) ? { only: link.link } : { except: apart };
        return [link.slug, { ...parts, form: { ...form, public: link }, link, counted }];
      });
  });
  return new Map(forms);
}

/** Fields that visitors can fill: of types with a native control. Files need an account to upload. */
function askedFields(form: FormDocument, entity: EntityDocument): readonly AskedField[] {
  return fieldItems(form.items).flatMap((item): AskedField[] => {
    const field = entity.fields.find((candidate) => candidate.id === item.field);
    if (!field || field.readOnly === true || item.readOnly === true) return [];
    const input = fieldType(field.type).publicInput?.(field);
    return input && input.kind !== "files" ? [{ item, field, input }] : [];
  });
}
