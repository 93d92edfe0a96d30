import type { Expression } from "@mortise/expression";
import type { EntityGrant, FieldAccess } from "@mortise/metadata";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";

/** From nothing to everything. */
export const ACCESS_RANK: Readonly<Record<FieldAccess, number>> = { hidden: 0, masked: 1, read: 2, write: 3 };

const BY_RANK: readonly FieldAccess[] = ["hidden", "masked", "read", "write"];

/** What one role says about a field: its access, narrowed while a record meets the condition of a rule. */
export interface GrantLimit {
  readonly access: FieldAccess;
  readonly rules: readonly { readonly access: FieldAccess; readonly when: Expression }[];
}

/** How access to a field depends on the record. */
export interface FieldLimits {
  /** One entry per role that grants the entity; the most generous holds. */
  readonly grants: readonly GrantLimit[];
  /** Fields it is computed from whose access depends on the record too: while one is withheld, so is it. */
  readonly uses: readonly string[];
}

/** The access a rank stands for. */
export function accessOfRank(rank: unknown): FieldAccess {
  return BY_RANK[Number(rank)] ?? "hidden";
}

/** The fields whose access depends on the record; most roles have none. */
export function fieldLimits(
  model: EntityModel,
  grants: readonly EntityGrant[],
  limited: (field: ModelField, access: FieldAccess) => FieldAccess,
): ReadonlyMap<string, FieldLimits> {
  const limits = new Map<string, FieldLimits>();
  if (!grants.some((grant) => (grant.fieldRules ?? []).length > 0)) return limits;
  for (const field of model.fields) {
    const parts = grants.map((grant) => grantLimit(field, grant, limited));
    const best = Math.max(...parts.map((part) => ACCESS_RANK[part.access]));
    const isFree = parts.some((part) => part.rules.length === 0 && ACCESS_RANK[part.access] === best);
    if (!isFree) limits.set(field.id, { grants: parts, uses: [] });
  }
  addDerived(model, grants, limits);
  return limits;
}

function grantLimit(
  field: ModelField,
  grant: EntityGrant,
  limited: (field: ModelField, access: FieldAccess) => FieldAccess,
): GrantLimit {
  const stated = grant.fields && Object.hasOwn(grant.fields, field.id) ? grant.fields[field.id] : undefined;
  const access = limited(field, stated ?? "write");
  const isFixed = field.id === "id" || field.id === "revision";
  const rules = (isFixed ? [] : (grant.fieldRules ?? [])).filter(
    (rule) => rule.fields.includes(field.id) && ACCESS_RANK[rule.access] < ACCESS_RANK[access],
  );
  return { access, rules: rules.map(({ access: narrowed, when }) => ({ access: narrowed, when })) };
}

/** A computed field that no role names goes with the fields its expression uses. */
function addDerived(
  model: EntityModel,
  grants: readonly EntityGrant[],
  limits: Map<string, FieldLimits>,
): void {
  const isNamed = (id: string) => grants.some((grant) => grant.fields && Object.hasOwn(grant.fields, id));
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const field of model.fields) {
      if (isNamed(field.id)) continue;
      const known = limits.get(field.id);
      const used = new Set(
        model.sourcesOf(field).flatMap((place) => (place.entity === model.id ? [place.field] : [])),
      );
      const uses = [...used].filter((id) => id !== field.id && limits.has(id));
      if (uses.length === (known?.uses.length ?? 0)) continue;
      limits.set(field.id, { grants: known?.grants ?? [{ access: "write", rules: [] }], uses });
      isChanged = true;
    }
  }
}
