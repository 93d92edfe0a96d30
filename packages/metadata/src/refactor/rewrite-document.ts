import type { Expression } from "@mortise/expression";
import type { Catalog } from "../catalog.ts";
import type { DefinitionDocument, DocumentKind, DocumentOf } from "../documents/document.ts";
import type { EntityDocument, FieldDefinition } from "../documents/entity.ts";
import type { EntityGrant, RoleDocument } from "../documents/role.ts";
import { DATE_FIELDS, type ViewDocument } from "../documents/view.ts";
import type { FieldRewrite, RewritePlace } from "./field-rewrite.ts";
import { renameKeys } from "./rename-keys.ts";
import { rewriteDashboard } from "./rewrite-dashboard.ts";
import { rewriteExpression } from "./rewrite-expression.ts";
import { rewriteForm } from "./rewrite-form.ts";
import { rewritePage } from "./rewrite-page.ts";
import { rewritePool } from "./rewrite-pool.ts";
import { rewritePrint } from "./rewrite-print.ts";
import { rewriteRule } from "./rewrite-rule.ts";
import { rewriteSettings } from "./rewrite-settings.ts";

/** What an engine knows of where its documents name fields. Made by `defineRewriter`. */
export interface DocumentRewriter {
  /** The document with its fields under their new ids; itself when it is of another kind. */
  rewrite(document: DefinitionDocument, catalog: Catalog, rewrite: FieldRewrite): DefinitionDocument;
}

/** Makes the rewriter of one kind of document. */
export function defineRewriter<Kind extends DocumentKind>(
  kind: Kind,
  rewrite: (document: DocumentOf<Kind>, catalog: Catalog, rewrite: FieldRewrite) => DefinitionDocument,
): DocumentRewriter {
  return {
    // Kinds are equal, so the document is of the rewriter's kind.
    rewrite: (document, catalog, change) =>
      document.kind === kind ? rewrite(document as DocumentOf<Kind>, catalog, change) : document,
  };
}

/** A document with every use of fields under their new ids; the fields' own definitions keep theirs. */
export function rewriteDocument(
  document: DefinitionDocument,
  catalog: Catalog,
  rewrite: FieldRewrite,
): DefinitionDocument {
  switch (document.kind) {
    case "entity":
      return rewriteEntity(document, catalog, rewrite);
    case "form":
      return rewriteForm(document, { entity: document.entity, catalog }, rewrite);
    case "view":
      return rewriteView(document, catalog, rewrite);
    case "dashboard":
      return rewriteDashboard(document, catalog, rewrite);
    case "page":
      return rewritePage(document, catalog, rewrite);
    case "print":
      return rewritePrint(document, catalog, rewrite);
    case "pool":
      return rewritePool(document, catalog, rewrite);
    case "role":
      return rewriteRole(document, catalog, rewrite);
    case "flow":
    case "menu":
    case "app":
      return document;
  }
}

function optional<Key extends string>(
  key: Key,
  expression: Expression | undefined,
  place: RewritePlace,
  rewrite: FieldRewrite,
): Partial<Record<Key, Expression>> {
  if (expression === undefined) return {};
  // The one key is the one that was asked for.
  return { [key]: rewriteExpression(expression, place, rewrite) } as Partial<Record<Key, Expression>>;
}

function rewriteEntity(entity: EntityDocument, catalog: Catalog, rewrite: FieldRewrite): EntityDocument {
  const place = { entity: entity.id, catalog };
  const { parent, timeline, uniqueRules, searchFields, rules } = entity;
  const rename = (field: string): string => rewrite.rename(entity.id, field);
  const source = <Source extends { readonly entity: string; readonly field: string }>(
    at: Source,
  ): Source => ({
    ...at,
    field: rewrite.rename(at.entity, at.field),
  });
  return {
    ...entity,
    titleField: rename(entity.titleField),
    fields: entity.fields.map((field) => rewriteField(field, place, rewrite)),
    ...(uniqueRules
      ? {
          uniqueRules: uniqueRules.map((rule) => ({
            ...rule,
            fields: [...new Set(rule.fields.map(rename))],
          })),
        }
      : {}),
    ...(searchFields ? { searchFields: [...new Set(searchFields.map(rename))] } : {}),
    ...(rules ? { rules: rules.map((rule) => rewriteRule(rule, place, rewrite)) } : {}),
    ...(parent ? { parent: source(parent) } : {}),
    ...(timeline ? { timeline: timeline.map(source) } : {}),
  };
}

/** A field with what its settings name under new ids; its own id stays as it is. */
export function rewriteField(
  field: FieldDefinition,
  place: RewritePlace,
  rewrite: FieldRewrite,
): FieldDefinition {
  if (!field.settings) return field;
  const specs = place.catalog.fieldTypes.settingsOf?.(field.type) ?? [];
  return { ...field, settings: rewriteSettings(field.settings, specs, place, rewrite) };
}

/** The first of every item that names the same field. */
function withoutTwins<Item extends { readonly field: string }>(items: readonly Item[]): readonly Item[] {
  return items.filter(({ field }, index) => items.findIndex((other) => other.field === field) === index);
}

function rewriteView(view: ViewDocument, catalog: Catalog, rewrite: FieldRewrite): ViewDocument {
  const { entity, columns, sort, groupBy, quickFilters } = view;
  const rename = <Item extends { readonly field: string }>(item: Item): Item => ({
    ...item,
    field: rewrite.rename(entity, item.field),
  });
  return {
    ...view,
    columns: withoutTwins(columns.map(rename)),
    ...(sort ? { sort: withoutTwins(sort.map(rename)) } : {}),
    ...(groupBy === undefined ? {} : { groupBy: rewrite.rename(entity, groupBy) }),
    ...(quickFilters
      ? { quickFilters: [...new Set(quickFilters.map((field) => rewrite.rename(entity, field)))] }
      : {}),
    ...rewriteViewParts(view, catalog, rewrite),
    ...optional("filter", view.filter, { entity, catalog }, rewrite),
  };
}

/** What calendar, gantt, gallery, map and colours of a view name. */
function rewriteViewParts(
  { entity, dates, gallery, map, colors }: ViewDocument,
  catalog: Catalog,
  rewrite: FieldRewrite,
): Partial<ViewDocument> {
  const renamed = (field: string | undefined) =>
    field === undefined ? undefined : rewrite.rename(entity, field);
  const named = DATE_FIELDS.flatMap((part) => {
    const field = renamed(dates?.[part]);
    return field === undefined ? [] : [[part, field] as const];
  });
  const cover = renamed(gallery?.cover);
  const place = renamed(map?.place);
  return {
    ...(dates ? { dates: { ...dates, ...Object.fromEntries(named) } } : {}),
    ...(gallery ? { gallery: { ...gallery, ...(cover === undefined ? {} : { cover }) } } : {}),
    ...(map ? { map: { ...map, ...(place === undefined ? {} : { place }) } } : {}),
    ...(colors
      ? {
          colors: colors.map(({ when, ...rule }) => ({
            ...rule,
            when: rewriteExpression(when, { entity, catalog }, rewrite),
          })),
        }
      : {}),
  };
}

function rewriteRole(role: RoleDocument, catalog: Catalog, rewrite: FieldRewrite): RoleDocument {
  const grants = Object.entries(role.grants).map(([entity, grant]) => [
    entity,
    rewriteGrant(grant, { entity, catalog }, rewrite),
  ]);
  return { ...role, grants: Object.fromEntries(grants) };
}

function rewriteGrant(grant: EntityGrant, place: RewritePlace, rewrite: FieldRewrite): EntityGrant {
  const rename = (field: string): string => rewrite.rename(place.entity, field);
  const stays = (field: string): boolean => !rewrite.replaces || rename(field) === field;
  const { fields, fieldRules, reveal } = grant;
  return {
    ...grant,
    ...(fields
      ? {
          fields: renameKeys(
            Object.fromEntries(Object.entries(fields).filter(([field]) => stays(field))),
            rename,
          ),
        }
      : {}),
    ...(fieldRules
      ? {
          fieldRules: fieldRules
            .map((rule) => ({
              ...rule,
              fields: rule.fields.filter(stays).map(rename),
              when: rewriteExpression(rule.when, place, rewrite),
            }))
            .filter((rule) => rule.fields.length > 0),
        }
      : {}),
    ...(reveal ? { reveal: reveal.filter(stays).map(rename) } : {}),
    ...optional("condition", grant.condition, place, rewrite),
  };
}
