import type { Catalog, DefinitionDocument } from "@mortise/metadata";
import type { ComponentType, LazyExoticComponent } from "react";
import type { DraftProblem } from "./draft-session.ts";

/** What every designer of an engine takes. It edits a value; saving is the page's work. */
export interface DesignerProps<Document extends DefinitionDocument> {
  readonly document: Document;
  readonly catalog: Catalog;
  readonly onChange: (document: Document) => void;
  readonly problems: readonly DraftProblem[];
}

/** A designer that is fetched when it is first opened. */
export type LazyDesigner = LazyExoticComponent<ComponentType<DesignerProps<DefinitionDocument>>>;

/** The designers of the engines by the folder in the address. */
export const DESIGNERS: Readonly<
  Record<string, { readonly kind: DefinitionDocument["kind"]; readonly Designer: LazyDesigner | undefined }>
> = {
  forms: { kind: "form", Designer: undefined },
  flows: { kind: "flow", Designer: undefined },
  dashboards: { kind: "dashboard", Designer: undefined },
};
