import type { Expression } from "@mortise/expression";
import { isPlainObject } from "@mortise/kit";
import type { Catalog } from "../catalog.ts";
import type { DashboardDocument } from "../documents/dashboard.ts";
import type { DefinitionDocument, DocumentKey } from "../documents/document.ts";
import type { EntityDocument, FieldDefinition } from "../documents/entity.ts";
import type { FlowDocument } from "../documents/flow.ts";
import { fieldsOfAction, type RecordRule, type RuleAction } from "../documents/record-rule.ts";
import type { FormDocument } from "../documents/form.ts";
import type { LinkSettings } from "../documents/public-form.ts";
import { redirectFields } from "../public-redirect.ts";
import { allItems, type FormItem, linkOf } from "../documents/form-item.ts";
import type { MenuItem } from "../documents/menu.ts";
import type { PageDocument } from "../documents/page.ts";
import type { PoolDocument } from "../documents/pool.ts";
import type { PrintDocument } from "../documents/print.ts";
import type { Measure } from "../documents/report-query.ts";
import type { RoleDocument } from "../documents/role.ts";
import { type ViewDocument, viewPartFields } from "../documents/view.ts";
import { blockEntity } from "../block-entity.ts";
import { entityOfItem } from "../dashboard-items.ts";
import { expressionFields, fieldDependencies } from "../field-graph.ts";
import type { DocumentChecker } from "../validation/problem.ts";
import { fieldsOnPath, pathsInText } from "../field-path.ts";

/** One thing a document uses: another document, or a field together with the literal texts that stand beside it. */
export interface Use {
  readonly document?: DocumentKey;
  readonly entity?: string;
  readonly field?: string;
  readonly literals?: ReadonlySet<string>;
}

/**
 * Everything a document uses of other documents, itself left out; of an entity, what its fields and rules use is asked
 * by `fieldUses` and `rulesUses`. `checkers` know what documents of engines name.
 */
export function usesOf(
  document: DefinitionDocument,
  catalog: Catalog,
  checkers: readonly DocumentChecker[] = [],
): readonly Use[] {
  switch (document.kind) {
    case "app":
      return [];
    case "entity":
      return entityUses(document, catalog);
    case "form":
      return formUses(document, catalog);
    case "view":
      return viewUses(document, catalog);
    case "flow":
      return flowUses(document, catalog, checkers);
    case "dashboard":
      return [...dashboardUses(document, catalog), ...dashboardPartUses(document, catalog)];
    case "page":
      return pageUses(document, catalog);
    case "print":
      return printUses(document, catalog);
    case "pool":
      return poolUses(document, catalog);
    case "role":
      return roleUses(document, catalog);
    case "menu":
      return menuUses(document.items);
  }
}

const ofEntity = (entity: string): Use => ({ document: `entity/${entity}` });
const ofField = (entity: string, field: string): Use => ({ entity, field });

/** The fields that an expression over records of an entity uses, in whatever entity they are. */
function ofExpression(catalog: Catalog, entity: string, expression: Expression | undefined): readonly Use[] {
  if (expression === undefined) return [];
  const literals = new Set(textsIn(expression));
  return expressionFields(catalog, entity, expression).map((place) => ({ ...place, literals }));
}

/** All texts and keys inside a JSON value: what settings of engines may name fields by. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isPlainObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}

function entityUses(entity: EntityDocument, catalog: Catalog): readonly Use[] {
  return [
    ...entity.fields.flatMap((field) => {
      const target = catalog.fieldTypes.targetEntity(field);
      return target === undefined ? [] : [ofEntity(target)];
    }),
    ...(entity.parent
      ? [ofEntity(entity.parent.entity), ofField(entity.parent.entity, entity.parent.field)]
      : []),
    ...(entity.timeline ?? []).flatMap((source) => [
      ofEntity(source.entity),
      ofField(source.entity, source.field),
    ]),
  ];
}

/** What a formula, lookup or rollup is worked out from; its settings name options by their keys. */
export function fieldUses(entity: string, field: FieldDefinition, catalog: Catalog): readonly Use[] {
  const literals = new Set(textsIn(field.settings));
  return fieldDependencies(catalog, entity, field).map((place) => ({ ...place, literals }));
}

/** What the form rules of an entity look at and act upon. */
export function rulesUses({ id, rules = [] }: EntityDocument, catalog: Catalog): readonly Use[] {
  return rules.flatMap((rule) => ruleUses(id, rule, catalog));
}

function ruleUses(entity: string, { when, actions }: RecordRule, catalog: Catalog): readonly Use[] {
  return [
    ...ofExpression(catalog, entity, when),
    ...actions.flatMap((action) => [
      ...actionUses(entity, action, catalog),
      ...otherUses(entity, action, catalog),
    ]),
  ];
}

function actionUses(entity: string, action: RuleAction, catalog: Catalog): readonly Use[] {
  const fields = fieldsOfAction(action).map((field) => ({
    ...ofField(entity, field),
    literals: new Set(textsIn(action)),
  }));
  return [...fields, ...(action.type === "set" ? ofExpression(catalog, entity, action.value) : [])];
}

/** What an action uses of the entity whose records it looks through, and of that of the rows it fills. */
function otherUses(entity: string, action: RuleAction, catalog: Catalog): readonly Use[] {
  if (action.type !== "fill" && action.type !== "narrow") return [];
  const targetOf = (field: string): string => catalog.targetOf(entity, field) ?? "";
  const other = action.type === "fill" ? action.entity : targetOf(action.field);
  const matched = action.match.flatMap(({ field, value }) => [
    ofField(other, field),
    ...ofExpression(catalog, entity, value),
  ]);
  if (action.type === "narrow") return matched;
  const { values, order, rows } = action;
  return [
    ofEntity(other),
    ...matched,
    ...values.flatMap(({ from }) => (from === undefined ? [] : [ofField(other, from)])),
    ...(order === undefined ? [] : [ofField(other, order)]),
    ...(rows === undefined ? [] : values.map(({ field }) => ofField(targetOf(rows), field))),
  ];
}

function formUses(
  { entity, items, public: shared, publicQuery }: FormDocument,
  catalog: Catalog,
): readonly Use[] {
  const links = shared ? [shared, ...(shared.links ?? [])] : [];
  const found = publicQuery ? [...publicQuery.by, ...publicQuery.show.map(({ field }) => field)] : [];
  return [
    ofEntity(entity),
    ...allItems(items).flatMap((item) => itemUses(entity, item, catalog)),
    ...links.flatMap((link) => linkUses(entity, link, catalog)),
    ...found.map((field) => ofField(entity, field)),
    ...(shared?.addressField === undefined ? [] : [ofField(entity, shared.addressField)]),
    ...ofExpression(catalog, entity, publicQuery?.filter),
  ];
}

/** What a public link of a form names. */
function linkUses(
  entity: string,
  { values = {}, parameters = {}, editing, redirect = "" }: LinkSettings,
  catalog: Catalog,
): readonly Use[] {
  const preset = Object.entries(values).map(([field, value]) => ({
    ...ofField(entity, field),
    literals: new Set(textsIn(value)),
  }));
  return [
    ...preset,
    ...[...Object.values(parameters), ...redirectFields(redirect)].map((field) => ofField(entity, field)),
    ...ofExpression(catalog, entity, editing?.while),
  ];
}

/** What one item names itself; what stands in it names its own. */
function itemUses(entity: string, item: FormItem, catalog: Catalog): readonly Use[] {
  if (item.type === "field") return [ofField(entity, item.field)];
  const parameters = Object.values(linkOf(item)?.parameters ?? {}).map((field) => ofField(entity, field));
  const set = item.type === "button" && item.action.type === "set" ? item.action.set : [];
  return [...parameters, ...set.flatMap((action) => actionUses(entity, action, catalog))];
}

function viewUses(view: ViewDocument, catalog: Catalog): readonly Use[] {
  const { entity, columns, sort, filter, groupBy, colors, quickFilters } = view;
  return [
    ofEntity(entity),
    ...columns.map(({ field }) => ofField(entity, field)),
    ...(sort ?? []).map(({ field }) => ofField(entity, field)),
    ...(groupBy === undefined ? [] : [ofField(entity, groupBy)]),
    ...(quickFilters ?? []).map((field) => ofField(entity, field)),
    ...viewPartFields(view).map((field) => ofField(entity, field)),
    ...(colors ?? []).flatMap(({ when }) => ofExpression(catalog, entity, when)),
    ...ofExpression(catalog, entity, filter),
  ];
}

/** Settings of nodes are the engine's; where it does not tell, whatever is called like a field is taken for it. */
function flowUses(
  flow: FlowDocument,
  catalog: Catalog,
  checkers: readonly DocumentChecker[],
): readonly Use[] {
  const { entity, trigger, nodes, queueBy } = flow;
  const texts = [trigger.settings, ...nodes.map((node) => node.settings)].map(textsIn);
  const literals = new Set(texts.flat());
  const told = checkers.flatMap((checker) => checker.fieldsIn?.(flow, catalog) ?? []);
  return [
    ofEntity(entity),
    ...(queueBy === undefined ? [] : [ofField(entity, queueBy)]),
    ...[...literals].map(ofEntity),
    ...told.map((place) => ({ ...place, literals })),
    ...(told.length > 0
      ? []
      : texts.flatMap((words) =>
          words.map((text) => ({ ...ofField(entity, text), literals: new Set(words) })),
        )),
  ];
}

function dashboardUses({ cards }: DashboardDocument, catalog: Catalog): readonly Use[] {
  return cards.flatMap(({ entity, dimensions, columns = [], measures, filter, compare }) => [
    ofEntity(entity),
    ...[...dimensions, ...columns].flatMap(({ field }) => alongPath(catalog, entity, field)),
    ...measures.flatMap((measure) => measureUses(catalog, entity, measure)),
    ...(compare ? alongPath(catalog, entity, compare.field) : []),
    ...ofExpression(catalog, entity, filter),
  ]);
}

function dashboardPartUses(dashboard: DashboardDocument, catalog: Catalog): readonly Use[] {
  const { contents = [], filters = [] } = dashboard;
  return [
    ...contents.flatMap(({ view }): readonly Use[] =>
      view === undefined ? [] : [{ document: `view/${view}` }],
    ),
    ...filters.flatMap(({ targets }) =>
      targets.flatMap(({ item, field }) => {
        const entity = entityOfItem(dashboard, item, catalog);
        return entity === undefined ? [] : [ofField(entity, field)];
      }),
    ),
  ];
}

function measureUses(
  catalog: Catalog,
  entity: string,
  { field, filter, expression, stageTime, target }: Measure,
): readonly Use[] {
  const own = [
    ...(field === undefined ? [] : alongPath(catalog, entity, field)),
    ...ofExpression(catalog, entity, filter),
    ...ofExpression(catalog, entity, expression),
    ...(stageTime ? [ofField(entity, stageTime.field)] : []),
  ];
  if (!target) return own;
  return [
    ...own,
    ofEntity(target.entity),
    ...alongPath(catalog, target.entity, target.field),
    ...ofExpression(catalog, target.entity, target.filter),
    ...Object.entries(target.by ?? {}).flatMap(([mine, other]) => [
      ...alongPath(catalog, entity, mine),
      ...alongPath(catalog, target.entity, other),
    ]),
  ];
}

/** The fields of a report's path; what comes after a person (`owner.team`) is no field of the app. */
function alongPath(catalog: Catalog, entity: string, path: string): readonly Use[] {
  const uses: Use[] = [];
  let at: string | undefined = entity;
  for (const step of path.split(".")) {
    if (at === undefined) break;
    uses.push(ofField(at, step));
    at = catalog.targetOf(at, step);
  }
  return uses;
}

function pageUses(page: PageDocument, catalog: Catalog): readonly Use[] {
  const { entity } = page;
  const roles = [page, ...page.blocks].flatMap((part) => part.roles ?? []);
  return [
    ofEntity(entity),
    ...page.keyFields.map((field) => ofField(entity, field)),
    ...roles.map((role): Use => ({ document: `role/${role}` })),
    ...page.blocks.flatMap((block) => {
      const { fields, field, dashboard } = block;
      const over = blockEntity(catalog, page, block);
      return [
        ...(fields ?? []).map((one) => ofField(entity, one)),
        ...(field === undefined || over === undefined ? [] : [ofField(over, field)]),
        ...(dashboard === undefined ? [] : [{ document: `dashboard/${dashboard}` as const }]),
        ...matchUses(entity, block, catalog),
      ];
    }),
  ];
}

/** What a block that lists matching records names over there, and of the record itself. */
function matchUses(
  home: string,
  { entity, match, columns }: PageDocument["blocks"][number],
  catalog: Catalog,
): readonly Use[] {
  if (entity === undefined) return [];
  return [
    ofEntity(entity),
    ...(columns ?? []).map((field) => ofField(entity, field)),
    ...(match ?? []).flatMap(({ field, value }) => [
      ofField(entity, field),
      ...ofExpression(catalog, home, value),
    ]),
  ];
}

function printUses({ entity, header, footer, blocks }: PrintDocument, catalog: Catalog): readonly Use[] {
  const texts = [header, footer, ...blocks.map(({ text }) => text)];
  return [
    ofEntity(entity),
    ...texts.flatMap(pathsInText).flatMap((path) => ofPath(catalog, entity, path)),
    ...blocks.flatMap(({ type, field, fields = [] }) => {
      const over = (type === "table" && catalog.targetOf(entity, field ?? "")) || entity;
      return [
        ...(field === undefined ? [] : [ofField(entity, field)]),
        ...fields.flatMap((one) => ofPath(catalog, over, one)),
      ];
    }),
  ];
}

function ofPath(catalog: Catalog, entity: string, path: string): readonly Use[] {
  const steps = fieldsOnPath(catalog, entity, path) ?? [];
  return steps.map((step) => ofField(step.entity, step.field));
}

function poolUses(pool: PoolDocument, catalog: Catalog): readonly Use[] {
  const { entity, takes, mask, holdCaps = [], renewedBy, recycling, onEntry = {} } = pool;
  const rules = recycling?.rules ?? [];
  const conditions = [takes, ...holdCaps.map(({ when }) => when), ...rules.map(({ when }) => when)];
  return [
    ofEntity(entity),
    ...(mask?.except ?? []).map((role): Use => ({ document: `role/${role}` })),
    ...[...(mask?.fields ?? []), ...(renewedBy?.fields ?? []), ...Object.keys(onEntry)].map((field) =>
      ofField(entity, field),
    ),
    ...(renewedBy?.records ?? []).flatMap((at) => [ofEntity(at.entity), ofField(at.entity, at.field)]),
    ...[...conditions, ...rules.map(({ exempt }) => exempt)].flatMap((each) =>
      ofExpression(catalog, entity, each),
    ),
    ...Object.entries(onEntry).flatMap(([field, value]) => [
      { ...ofField(entity, field), literals: new Set(textsIn(value)) },
      ...ofExpression(catalog, entity, value),
    ]),
    ...rules.flatMap(({ to }): readonly Use[] =>
      to.kind === "flow"
        ? [{ document: `flow/${to.flow}` }]
        : to.kind === "pool" && to.pool !== undefined
          ? [{ document: `pool/${to.pool}` }]
          : [],
    ),
  ];
}

function roleUses({ grants }: RoleDocument, catalog: Catalog): readonly Use[] {
  return Object.entries(grants).flatMap(([entity, grant]) => [
    ofEntity(entity),
    ...Object.keys(grant.fields ?? {}).map((field) => ofField(entity, field)),
    ...(grant.reveal ?? []).map((field) => ofField(entity, field)),
    ...(grant.fieldRules ?? []).flatMap((rule) => [
      ...rule.fields.map((field) => ofField(entity, field)),
      ...ofExpression(catalog, entity, rule.when),
    ]),
    ...ofExpression(catalog, entity, grant.condition),
  ]);
}

function menuUses(items: readonly MenuItem[]): readonly Use[] {
  return items.flatMap(({ type, target, items: inner }) => [
    ...(type === "group" || target === undefined ? [] : [{ document: `${type}/${target}` as const }]),
    ...menuUses(inner ?? []),
  ]);
}
