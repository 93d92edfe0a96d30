import type { Expression } from "@mortise/expression";
import type { EntityDocument, EntityGrant, FieldAccess, FieldPlace, RowScope } from "@mortise/metadata";
import type { Actor } from "../../actor.ts";
import type { Cause } from "../record-command.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { poolMasks } from "../pool/pool-masks.ts";
import { ACCESS_RANK, type FieldLimits, fieldLimits } from "./field-limits.ts";

/** One way to reach rows: any of the scopes, narrowed by the condition. */
export interface RowRule {
  readonly scopes: readonly RowScope[];
  readonly condition?: Expression;
}

/** Which rows: all, none, those that meet any of the rules, those whose parent record is reached, or several of these. */
export type RowPredicate =
  | { readonly kind: "all" }
  | { readonly kind: "none" }
  | { readonly kind: "rules"; readonly rules: readonly RowRule[] }
  | {
      readonly kind: "parent";
      readonly entity: EntityDocument;
      readonly predicate: RowPredicate;
      /** The parent's field that holds the rows, and the access to it that is needed. */
      readonly field: string;
      readonly needs: "read" | "write";
    }
  | { readonly kind: "every" | "any"; readonly of: readonly RowPredicate[] };

/** What an actor may do with the records of one entity: the roles' grants, added up. */
export interface EntityPermission {
  readonly create: boolean;
  readonly read: RowPredicate;
  readonly update: RowPredicate;
  readonly delete: RowPredicate;
  readonly import: boolean;
  readonly export: boolean;
  /** May remove records from the recycle bin for good. */
  readonly purge: boolean;
  /** Access to every field of the entity, system fields included: the most that any record allows. */
  readonly fields: ReadonlyMap<string, FieldAccess>;
  /** Nothing of the app is withheld: administrators and the system itself. */
  readonly isFull?: true;
  /** Fields to which single records allow less than `fields` says. */
  readonly limits: ReadonlyMap<string, FieldLimits>;
  /** Masked fields whose clear value may be asked for. */
  readonly reveal: ReadonlySet<string>;
  /** For child entities of which a role says something of its own: what is left of `read` for rows of a record that is seen. */
  readonly own?: { readonly read: RowPredicate };
}

const RANK = ACCESS_RANK;
const NO_LIMITS = { limits: new Map(), reveal: new Set<string>() } as const;
/** System fields that people may set; the others are kept by the gateway. */
const WRITABLE_SYSTEM_FIELDS: ReadonlySet<string> = new Set(["owner", "team"]);
const ALL: RowPredicate = { kind: "all" };
const NONE: RowPredicate = { kind: "none" };

/**
 * Compiles the roles an actor holds in the model's app into one permission: rows are joined with "or", each field
 * gets the most generous access. A child entity follows its parent; what a role grants of it holds in addition.
 */
export function entityPermission(actor: Actor, model: EntityModel, cause?: Cause): EntityPermission {
  const ofModel = compiled.get(model) ?? new Map<string, EntityPermission>();
  compiled.set(model, ofModel);
  const key = permissionKey(actor, model, cause);
  const known = ofModel.get(key);
  if (known) return known;
  const made = compilePermission(actor, model, cause);
  if (ofModel.size < MOST_COMPILED) ofModel.set(key, made);
  return made;
}

/** Permissions live as long as their release; there are as many as combinations of roles that somebody holds. */
const compiled = new WeakMap<EntityModel, Map<string, EntityPermission>>();
const MOST_COMPILED = 500;

/** Everything about an actor that a permission depends on. */
export function permissionKey(actor: Actor, model: EntityModel, cause?: Cause): string {
  if (actor.kind === "system" || actor.admin) return "full";
  if (actor.kind === "public") return `public/${cause?.type === "public-form"}`;
  return `roles/${rolesHeld(actor, model).join("/")}`;
}

function rolesHeld(actor: Actor, model: EntityModel): readonly string[] {
  return Object.hasOwn(actor.roles, model.app) ? (actor.roles[model.app] ?? []) : [];
}

function compilePermission(actor: Actor, model: EntityModel, cause: Cause | undefined): EntityPermission {
  if (actor.kind === "system" || actor.admin) return fullPermission(model);
  if (actor.kind === "public") return publicPermission(model, cause);
  if (model.parent) return childPermission(actor, model, model.parent);
  return grantedPermission(model, actor, grantsOf(actor, model, model.id));
}

/** Whether any row could be read at all. */
export function canReadSome(permission: EntityPermission): boolean {
  return permission.read.kind !== "none";
}

/** The permission on child rows of somebody who reaches them through their parent. */
export function throughParent(permission: EntityPermission): EntityPermission {
  const isUnnamed =
    !permission.own &&
    permission.read.kind === "none" &&
    permission.update.kind === "none" &&
    !permission.create;
  if (!isUnnamed) return permission;
  return {
    ...permission,
    ...NO_LIMITS,
    fields: new Map([...permission.fields.keys()].map((id) => [id, "write"])),
  };
}

function grantsOf(actor: Actor, model: EntityModel, entity: string): readonly EntityGrant[] {
  return rolesHeld(actor, model).flatMap((id) => grantIn(model, id, entity));
}

function grantIn(model: EntityModel, role: string, entity: string): readonly EntityGrant[] {
  const grants = model.catalog.find("role", role)?.grants;
  const grant = grants && Object.hasOwn(grants, entity) ? grants[entity] : undefined;
  const masks = grant && entity === model.id ? poolMasks(model, role) : [];
  if (!grant || masks.length === 0) return grant ? [grant] : [];
  return [{ ...grant, fieldRules: [...(grant.fieldRules ?? []), ...masks] }];
}

/** Grants on a parent entity by the roles that say nothing of the child entity itself: these follow the parent. */
function followingGrants(
  actor: Actor,
  model: EntityModel,
  { child, parent }: { readonly child: string; readonly parent: string },
): readonly EntityGrant[] {
  return rolesHeld(actor, model)
    .filter((id) => grantIn(model, id, child).length === 0)
    .flatMap((id) => grantIn(model, id, parent));
}

function grantedPermission(
  model: EntityModel,
  actor: Actor,
  grants: readonly EntityGrant[],
): EntityPermission {
  return {
    create: grants.some((grant) => grant.create),
    read: rowPredicate(grants, (grant) => grant.read),
    update: rowPredicate(grants, (grant) => grant.update),
    delete: rowPredicate(grants, (grant) => grant.delete),
    import: grants.some((grant) => grant.import === true),
    export: grants.some((grant) => grant.export === true),
    purge: grants.some((grant) => grant.purge === true),
    fields: fieldAccesses(model, { actor, grants }),
    limits: fieldLimits(model, grants, limited),
    reveal: new Set(grants.flatMap((grant) => grant.reveal ?? [])),
  };
}

/**
 * Whether the clear value of a field may be asked for: of masked and sealed fields by those whose roles say so; of sealed
 * ones, which nobody sees, also by administrators.
 */
export function mayReveal(
  { reveal }: EntityPermission,
  { id, kind }: Pick<ModelField, "id" | "kind">,
  actor: Actor,
): boolean {
  return reveal.has(id) || (kind === "secret" && actor.admin);
}

function rowPredicate(
  grants: readonly EntityGrant[],
  scopesOf: (grant: EntityGrant) => readonly RowScope[],
): RowPredicate {
  const rules = grants
    .map((grant) => ({
      scopes: scopesOf(grant),
      ...(grant.condition === undefined || grant.condition === null ? {} : { condition: grant.condition }),
    }))
    .filter((rule) => rule.scopes.length > 0);
  if (rules.length === 0) return NONE;
  if (rules.some((rule) => rule.scopes.includes("all") && rule.condition === undefined)) return ALL;
  return { kind: "rules", rules };
}

function fieldAccesses(model: EntityModel, { actor, grants }: Holder): ReadonlyMap<string, FieldAccess> {
  const accesses = new Map<string, FieldAccess>();
  for (const field of model.fields) {
    const stated = grants.map((grant) =>
      grant.fields && Object.hasOwn(grant.fields, field.id) ? grant.fields[field.id] : undefined,
    );
    const access = stated.map((one) => one ?? "write").reduce<FieldAccess>(mostGenerous, "hidden");
    accesses.set(field.id, limited(field, access));
  }
  withholdDerived(model, { actor, grants }, accesses);
  return accesses;
}

function mostGenerous(a: FieldAccess, b: FieldAccess): FieldAccess {
  return RANK[a] >= RANK[b] ? a : b;
}

/** `id` and `revision` are always readable; other kept system fields are never written by people. */
function limited(field: ModelField, access: FieldAccess): FieldAccess {
  if (!field.system) return access;
  if (field.id === "id" || field.id === "revision") return "read";
  return access === "write" && !WRITABLE_SYSTEM_FIELDS.has(field.id) ? "read" : access;
}

interface Holder {
  readonly actor: Actor;
  readonly grants: readonly EntityGrant[];
}

/**
 * A computed field shows what it is computed from: unless a role names it, it is hidden together with any field that it
 * uses, of this entity or of another one.
 */
function withholdDerived(
  model: EntityModel,
  { actor, grants }: Holder,
  accesses: Map<string, FieldAccess>,
): void {
  const isNamed = (id: string) => grants.some((grant) => grant.fields && Object.hasOwn(grant.fields, id));
  for (const field of model.fields) {
    if (accesses.get(field.id) === "hidden" || isNamed(field.id)) continue;
    const isWithheld = model
      .sourcesOf(field)
      .some((place) =>
        place.entity === model.id
          ? RANK[accesses.get(place.field) ?? "write"] < RANK.read
          : isWithheldElsewhere(model, actor, place),
      );
    if (isWithheld) accesses.set(field.id, "hidden");
  }
}

/** Whether a field of another entity may not be read; child rows without a grant of their own follow their parent. */
function isWithheldElsewhere(model: EntityModel, actor: Actor, { entity, field }: FieldPlace): boolean {
  const grants = grantsOf(actor, model, entity);
  const parent = model.catalog.find("entity", entity)?.parent;
  if (parent && followingGrants(actor, model, { child: entity, parent: parent.entity }).length > 0) {
    if (parent.entity === model.id || !isWithheldElsewhere(model, actor, parent)) return false;
  } else if (parent && grants.length === 0 && parent.entity === model.id) return false;
  return !grants.some(
    (grant) => grant.read.length > 0 && RANK[grant.fields?.[field] ?? "write"] >= RANK.read,
  );
}

/** The permission of those from whom nothing is withheld. */
export function fullPermission(model: EntityModel): EntityPermission {
  return {
    create: true,
    read: ALL,
    update: ALL,
    delete: ALL,
    import: true,
    export: true,
    purge: true,
    ...NO_LIMITS,
    fields: new Map(model.fields.map((field) => [field.id, limited(field, "write")])),
    isFull: true,
  };
}

/** Visitors may only leave a record through a public form, and never read. */
function publicPermission(model: EntityModel, cause: Cause | undefined): EntityPermission {
  const mayCreate = cause?.type === "public-form";
  return {
    create: mayCreate,
    read: NONE,
    update: NONE,
    delete: NONE,
    import: false,
    export: false,
    purge: false,
    ...NO_LIMITS,
    fields: new Map(model.fields.map((field) => [field.id, mayCreate && !field.system ? "write" : "hidden"])),
  };
}

type Parent = NonNullable<EntityDocument["parent"]>;

/**
 * Child rows belong to their record: whoever reaches it reaches them. What a role says of the child entity itself holds
 * in addition; roles that say nothing of it follow the parent.
 */
function childPermission(actor: Actor, model: EntityModel, parent: Parent): EntityPermission {
  const above = parentPermission(actor, model, { parent, grants: grantsOf(actor, model, parent.entity) });
  const grants = grantsOf(actor, model, model.id);
  if (grants.length === 0) return above;
  const following = followingGrants(actor, model, { child: model.id, parent: parent.entity });
  const follow = parentPermission(actor, model, { parent, grants: following });
  const granted = grantedPermission(model, actor, grants);
  const read = any(granted.read, follow.read);
  return {
    ...(follow.read.kind === "none" ? granted : follow),
    create: above.create && (granted.create || follow.create),
    read: every(above.read, read),
    update: every(above.update, any(granted.update, follow.update)),
    delete: every(above.delete, any(granted.delete, follow.delete)),
    import: granted.import,
    export: granted.export || follow.export,
    purge: granted.purge,
    reveal: granted.reveal,
    own: { read },
  };
}

function every(...parts: readonly RowPredicate[]): RowPredicate {
  if (parts.some(({ kind }) => kind === "none")) return NONE;
  const narrowing = parts.filter(({ kind }) => kind !== "all");
  return narrowing.length > 1 ? { kind: "every", of: narrowing } : (narrowing[0] ?? ALL);
}

function any(...parts: readonly RowPredicate[]): RowPredicate {
  if (parts.some(({ kind }) => kind === "all")) return ALL;
  const open = parts.filter(({ kind }) => kind !== "none");
  return open.length > 1 ? { kind: "any", of: open } : (open[0] ?? NONE);
}

/** What grants on the parent entity allow with its child rows. */
function parentPermission(
  actor: Actor,
  model: EntityModel,
  { parent, grants: all }: { readonly parent: Parent; readonly grants: readonly EntityGrant[] },
): EntityPermission {
  const entity = model.catalog.find("entity", parent.entity);
  const grants = all.filter(
    (grant) => grant.fields?.[parent.field] !== "hidden" && grant.fields?.[parent.field] !== "masked",
  );
  if (!entity || grants.length === 0) return grantedPermission(model, actor, []);
  const writers = grants.filter((grant) => grant.fields?.[parent.field] !== "read");
  const follow = (predicate: RowPredicate, needs: "read" | "write"): RowPredicate =>
    predicate.kind === "none" ? NONE : { kind: "parent", entity, predicate, field: parent.field, needs };
  const change = follow(
    rowPredicate(writers, (grant) => grant.update),
    "write",
  );
  return {
    create: change.kind !== "none",
    read: follow(
      rowPredicate(grants, (grant) => grant.read),
      "read",
    ),
    update: change,
    delete: change,
    import: false,
    export: grants.some((grant) => grant.export === true),
    purge: false,
    ...NO_LIMITS,
    fields: new Map(model.fields.map((field) => [field.id, limited(field, "write")])),
  };
}
