import type { Catalog, EntityDocument, FieldDefinition, RecordRule } from "@mortise/metadata";
import { RulesDrawer } from "../rules/rules-drawer.tsx";
import { FormPreview } from "./form-preview.tsx";
import type { SampleRecords } from "./preview-choices.tsx";
import type { TryForm } from "./preview-trial.tsx";
import type { FormProblem } from "./locate-problems.ts";
import { PasteDialog } from "./paste-dialog.tsx";
import { PublicSettings } from "../public-form/public-settings.tsx";
import { stepText } from "./text.ts";
import type { FormEditor } from "./use-form-editing.ts";

/** What can be laid over the designer. */
export type Opened = "preview" | "public" | "rules" | "paste";

interface DesignerOpeningProps {
  readonly entity: EntityDocument;
  readonly catalog: Catalog;
  readonly samples: SampleRecords | undefined;
  readonly onTry: TryForm | undefined;
  readonly onChangeRules: ((rules: readonly RecordRule[]) => void) | undefined;
  readonly problems: readonly FormProblem[];
  readonly open: Opened | undefined;
  readonly pasted: string;
  readonly editor: FormEditor;
  readonly onAddFields: (fields: readonly FieldDefinition[]) => void;
  readonly onClose: () => void;
}

/** What is laid over the designer. */
export function DesignerOpening({
  open,
  editor: { document, run },
  entity,
  catalog,
  onClose,
  ...rest
}: DesignerOpeningProps) {
  switch (open) {
    case undefined:
      return null;
    case "preview":
      return (
        <FormPreview
          document={document}
          entity={entity}
          catalog={catalog}
          samples={rest.samples}
          onTry={rest.onTry}
          onClose={onClose}
        />
      );
    case "rules":
      return rest.onChangeRules ? (
        <RulesDrawer
          entity={entity}
          catalog={catalog}
          problems={rest.problems}
          onChange={rest.onChangeRules}
          onClose={onClose}
        />
      ) : null;
    case "paste":
      return <PasteDialog entity={entity} text={rest.pasted} onAdd={rest.onAddFields} onClose={onClose} />;
    case "public":
      return (
        <PublicSettings
          app={catalog.all("app")[0]?.id}
          document={document}
          entity={entity}
          onClose={onClose}
          onChange={(changes) =>
            run({ type: "settings", changes: { ...changes } }, stepText.settings, { burst: "public" })
          }
        />
      );
  }
}
