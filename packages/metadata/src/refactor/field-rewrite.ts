import type { Catalog } from "../catalog.ts";

/** How fields are called from now on. */
export interface FieldRewrite {
  /** The new id of a field of an entity; its own when it stays as it is. */
  readonly rename: (entity: string, field: string) => string;
  /**
   * The field goes and another one takes its place: what says something about the field itself (its access rights)
   * goes with it, and places where the other one stands already are not filled twice.
   */
  readonly replaces: boolean;
}

/** Where expressions and settings stand: the entity whose fields they name. `catalog` still knows the old ids. */
export interface RewritePlace {
  readonly entity: string;
  readonly catalog: Catalog;
}
