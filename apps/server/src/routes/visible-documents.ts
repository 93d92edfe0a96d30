import type {
  Catalog,
  DefinitionDocument,
  EntityDocument,
  FormDocument,
  PublicAccess,
} from "@mortise/metadata";
import type { Actor, Store } from "@mortise/store";
import type { EntityVisibility } from "./entity-visibility.ts";
import { visibleDashboard } from "./visible-dashboard.ts";

/** What an actor may do with each entity of an app, by its id. */
export function entityPermissions(
  { releases, records }: Pick<Store, "releases" | "records">,
  actor: Actor,
  app: string,
): Record<string, ReturnType<Store["records"]["permissionSummary"]>> {
  const { catalog } = releases.current(app);
  return Object.fromEntries(
    catalog.all("entity").map(({ id }) => [id, records.permissionSummary(actor, app, id)]),
  );
}

/**
 * The documents an actor may see. Builders see all. Others see the entities they may read or create, without hidden
 * fields, and the forms, views, dashboards and menu that concern them; never flows and roles.
 */
export function visibleDocuments(
  catalog: Catalog,
  permissions: Readonly<Record<string, EntityVisibility>>,
  builder: boolean,
): DefinitionDocument[] {
  if (builder) return [...catalog.documents];
  const open = (entity: string) => permissions[entity]?.read === true || permissions[entity]?.create === true;
  return catalog.documents.flatMap((document): DefinitionDocument[] => {
    switch (document.kind) {
      case "app":
      case "menu":
        return [document];
      case "entity":
        return open(document.id) ? [withoutHidden(document, permissions[document.id])] : [];
      case "form":
        return open(document.entity) ? [withoutPassword(document)] : [];
      case "view":
      case "page":
      case "print":
      case "pool":
        return open(document.entity) ? [document] : [];
      case "dashboard":
        return [visibleDashboard(document, catalog, permissions)];
      case "flow":
      case "role":
        return [];
    }
  });
}

/** Who fills in records by an account needs no password of visitors: not of the form, of a link or of the query. */
function withoutPassword(form: FormDocument): FormDocument {
  const { public: shared, publicQuery } = form;
  return {
    ...form,
    ...(shared
      ? {
          public: {
            ...withoutKey(shared),
            ...(shared.links ? { links: shared.links.map((link) => withoutKey(link)) } : {}),
          },
        }
      : {}),
    ...(publicQuery ? { publicQuery: withoutKey(publicQuery) } : {}),
  };
}

function withoutKey<Part extends { readonly access?: Pick<PublicAccess, "password"> }>(part: Part): Part {
  if (part.access?.password === undefined) return part;
  const { password: _password, ...access } = part.access;
  return { ...part, access };
}

function withoutHidden(entity: EntityDocument, visibility: EntityVisibility | undefined): EntityDocument {
  return { ...entity, fields: entity.fields.filter((field) => visibility?.fields[field.id] !== "hidden") };
}
