import type { EntityGrant, RoleDocument } from "./documents/role.ts";

const EVERYTHING: EntityGrant = {
  create: true,
  read: ["all"],
  update: ["all"],
  delete: ["all"],
  import: true,
  export: true,
};

/**
 * The builder roles that must change so that whoever made a new entity can use it: without a grant only administrators
 * would see it. Roles that say something about the entity already are left out.
 */
export function withBuilderGrants(roles: readonly RoleDocument[], entity: string): readonly RoleDocument[] {
  return roles
    .filter((role) => role.builder && !Object.hasOwn(role.grants, entity))
    .map((role) => ({ ...role, grants: { ...role.grants, [entity]: EVERYTHING } }));
}
