import type { Catalog, EntityDocument, FieldDefinition } from "@mortise/metadata";
import type { FieldNaming } from "./designer-context.ts";
import type { FormEditor } from "./use-form-editing.ts";

/** What the actions of a designer work on. */
export interface DesignerTarget {
  readonly editor: FormEditor;
  readonly entity: EntityDocument;
  readonly catalog: Catalog;
  readonly onAddFields: ((fields: readonly FieldDefinition[]) => void) | undefined;
  readonly nameField: FieldNaming;
}
