import type { Json, LocalizedText, SettingSpec } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import type { ComponentType } from "react";

/** Something that settings may name: an entity, a role. */
export interface NamedThing {
  readonly id: string;
  readonly name: LocalizedText;
}

/** What settings can point at. */
export interface SettingSources {
  /** Fields of the entity in question, for `field`, `fields`, `condition` and `formula`. */
  readonly fields: readonly FieldDefinition[];
  readonly entities: readonly NamedThing[];
  readonly roles?: readonly NamedThing[];
  /** False where conditions cannot ask for what stands below a record of a tree: in flows. */
  readonly recordTrees?: boolean;
  /** Fields of another entity, for settings that choose among those; the application's own definitions when absent. */
  readonly fieldsOf?: (entity: string) => readonly FieldDefinition[] | undefined;
}

/** What every control of a setting takes; `undefined` clears the setting. */
export interface SettingControlProps {
  readonly spec: SettingSpec;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
  readonly sources: SettingSources;
  readonly disabled?: boolean | undefined;
  /** Id for the label. */
  readonly id: string;
}

/** A control for one setting. */
export type SettingControl = ComponentType<SettingControlProps>;
