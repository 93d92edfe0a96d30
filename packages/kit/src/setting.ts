import type { Json } from "./json.ts";
import type { LocalizedText } from "./localized-text.ts";

/** One choice of a `choice` setting. */
export interface SettingChoice {
  readonly value: string;
  readonly name: LocalizedText;
}

/**
 * What kind of control edits a setting. Everything a settings panel shows is declared with these;
 * no panel is written by hand per type.
 *
 * - `field` picks a field of the current entity or of the one chosen by the setting `of`, `entity` an entity, `user`/`team`/`role` a person, team, role, in the plural several;
 * - `condition` edits an expression as sentences, `formula` as a formula line;
 * - `options` edits a list of options, `custom` names an editor registered by the owning shelf.
 */
export type SettingKind =
  | "text"
  | "long-text"
  | "localized-text"
  | "number"
  | "switch"
  | "choice"
  | "choices"
  | "field"
  | "fields"
  | "entity"
  | "user"
  | "users"
  | "team"
  | "teams"
  | "role"
  | "roles"
  | "condition"
  | "formula"
  | "options"
  | "duration"
  | "custom";

/** One declared setting of a field type, flow node, chart or connector. */
export interface SettingSpec {
  readonly id: string;
  readonly name: LocalizedText;
  readonly kind: SettingKind;
  readonly help?: LocalizedText;
  readonly required?: boolean;
  readonly default?: Json;
  readonly choices?: readonly SettingChoice[];
  readonly min?: number;
  readonly max?: number;
  /** For `custom`: the id of the editor. */
  readonly editor?: string;
  /** For `field`/`fields`: only fields of these value kinds are offered. */
  readonly accepts?: readonly string[];
  /**
   * For `field`, `fields` and `condition`: the fields are those of another entity, which the setting named here
   * chooses: an entity, or a field that points at one.
   */
  readonly of?: string;
  /** Shown only when another setting has one of these values. */
  readonly visibleWhen?: { readonly setting: string; readonly in: readonly Json[] };
}
