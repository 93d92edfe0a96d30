import { fieldType } from "@mortise/fields";
import type { Catalog, EntityDocument, FormDocument, PublicQuery } from "@mortise/metadata";
import type { Store } from "@mortise/store";
import type { AskedField } from "./open-form.ts";

/** A public query that is on, with the entity it looks into. */
export interface OpenQuery {
  readonly app: string;
  readonly form: FormDocument;
  readonly query: PublicQuery;
  readonly entity: EntityDocument;
  /** What visitors have to know, all of it. */
  readonly asked: readonly AskedField[];
  /** Fields that some role does not see in clear: visitors do not either. */
  readonly masked: ReadonlySet<string>;
}

/** The public query of that slug in the releases in force. */
export function findQuery(store: Store, slug: string): OpenQuery | undefined {
  for (const app of store.releases.apps()) {
    const { catalog } = store.releases.current(app);
    const form = catalog.all("form").find(({ publicQuery }) => publicQuery?.slug === slug);
    const entity = form && catalog.find("entity", form.entity);
    if (!form?.publicQuery?.enabled || !entity) continue;
    const query = form.publicQuery;
    const asked = query.by.flatMap((id) => askedField(entity, id));
    // Fewer conditions than the builder asked for would tell more than they meant to.
    if (asked.length === 0 || asked.length < query.by.length) continue;
    return { app, form, query, entity, asked, masked: maskedFields(catalog, entity) };
  }
  return undefined;
}

/** Fields that visitors can type or choose one value of. */
function askedField(entity: EntityDocument, id: string): readonly AskedField[] {
  const field = entity.fields.find((one) => one.id === id);
  const input = field && fieldType(field.type).publicInput?.(field);
  const isSingle = input !== undefined && !["multi-select", "files", "checkbox"].includes(input.kind);
  return field && isSingle ? [{ item: { type: "field", id, field: id, span: 12 }, field, input }] : [];
}

function maskedFields(catalog: Catalog, entity: EntityDocument): ReadonlySet<string> {
  const limits = catalog.all("role").flatMap(({ grants }) => Object.entries(grants[entity.id]?.fields ?? {}));
  return new Set(
    limits.flatMap(([field, access]) => (access === "masked" || access === "hidden" ? [field] : [])),
  );
}
