/** What an actor may do with an entity, as far as choosing documents needs it. */
export interface EntityVisibility {
  readonly read: boolean;
  readonly create: boolean;
  readonly fields: Readonly<Record<string, string>>;
}
