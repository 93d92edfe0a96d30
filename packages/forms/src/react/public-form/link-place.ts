import type { LinkSettings, PublicFormSettings, PublicLink } from "@mortise/metadata";
import type { LinkChanges } from "./link-values.ts";

/** The link whose settings are on screen. */
export interface LinkPlace {
  /** `MAIN_LINK` for the form's first one. */
  readonly link: string;
  /** What the link says itself. */
  readonly own: LinkSettings & Pick<PublicLink, "enabled" | "slug">;
  /** What the form says, which counts where the link says nothing. */
  readonly main: PublicFormSettings;
  readonly set: (changes: LinkChanges) => void;
}
