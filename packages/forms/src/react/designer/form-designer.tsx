import type { LocalizedText } from "@mortise/kit";
import type { Catalog, EntityDocument, FieldDefinition, FormDocument } from "@mortise/metadata";
import { EmptyState, useLocalize, useText } from "@mortise/ui";
import { useState } from "react";
import { findItem } from "../../model/layout/item-tree.ts";
import { CanvasGrid } from "./canvas.tsx";
import { DesignerContext } from "./designer-context.ts";
import { DesignerDrag } from "./designer-drag.tsx";
import { DesignerToolbar } from "./designer-toolbar.tsx";
import { FormPreview } from "./form-preview.tsx";
import { Inspector } from "./inspector.tsx";
import { Palette } from "./palette.tsx";
import { PublicSettings } from "./public-settings.tsx";
import { designerText, stepText } from "./text.ts";
import { unplacedFields, useDesignerActions } from "./use-designer-actions.ts";
import { useFormEditing } from "./use-form-editing.ts";
import "./designer.css";

/** Props of `FormDesigner`. It edits values; saving them is the page's work. */
export interface FormDesignerProps {
  readonly document: FormDocument;
  readonly catalog: Catalog;
  readonly onChange: (document: FormDocument) => void;
  /** Complaints about the draft; `path` leads into the document. */
  readonly problems?: readonly { readonly path: string; readonly message: LocalizedText }[];
  /** Adds a field to the draft of the form's entity; without it, only fields that are there can be placed. */
  readonly onAddField?: ((field: FieldDefinition) => void) | undefined;
  /** Changes a field of the draft of the form's entity. */
  readonly onChangeField?: ((field: FieldDefinition) => void) | undefined;
}

/** Builds a form by drag and drop, by double-click, or by keyboard. */
export function FormDesigner(props: FormDesignerProps) {
  const t = useText(designerText);
  const entity = props.catalog.find("entity", props.document.entity);
  return entity ? <Designer {...props} entity={entity} /> : <EmptyState title={t.missingField} />;
}

function Designer({
  entity,
  catalog,
  problems,
  ...props
}: FormDesignerProps & { readonly entity: EntityDocument }) {
  const t = useText(designerText);
  const localize = useLocalize();
  const editor = useFormEditing(props.document, props.onChange);
  const [open, setOpen] = useState<"preview" | "public">();
  const { actions, drop, add, setTarget } = useDesignerActions(editor, entity, props.onAddField);
  const { document, run } = editor;
  const selected =
    actions.selected === undefined ? undefined : findItem(document.items, actions.selected)?.item;
  const close = () => setOpen(undefined);
  return (
    <DesignerContext value={actions}>
      <DesignerDrag document={document} onTarget={setTarget} onDrop={drop}>
        <div className="fd" onKeyDown={(event) => onHistoryKey(event, editor)}>
          <DesignerToolbar
            editor={editor}
            isPublic={document.public?.enabled === true}
            onPreview={() => setOpen("preview")}
            onPublic={() => setOpen("public")}
          />
          <Palette
            fields={unplacedFields(document, entity)}
            canCreate={props.onAddField !== undefined}
            onAdd={(entry) => add(entry)}
          />
          <main className="fd-canvas" aria-label={t.canvas} onClick={() => actions.select(undefined)}>
            {(problems ?? []).map(({ path, message }) => (
              <div key={path + message.zh} role="alert" className="fd-required">
                {localize(message)}
              </div>
            ))}
            <CanvasGrid items={document.items} section={null} />
          </main>
          <Inspector
            item={selected}
            entity={entity}
            catalog={catalog}
            onFieldChange={props.onChangeField}
            onChange={(changes, burst) =>
              selected &&
              run(
                { type: "update", id: selected.id, changes },
                stepText.update(actions.nameOf(selected)),
                burst && `${selected.id} ${burst}`,
              )
            }
          />
        </div>
      </DesignerDrag>
      {open === "preview" ? (
        <FormPreview document={document} entity={entity} catalog={catalog} onClose={close} />
      ) : null}
      {open === "public" ? (
        <PublicSettings
          document={document}
          entity={entity}
          onClose={close}
          onChange={(settings) =>
            run({ type: "settings", changes: { public: settings } }, stepText.settings, "public")
          }
        />
      ) : null}
    </DesignerContext>
  );
}

/** Ctrl+Z and Ctrl+Y or Ctrl+Shift+Z; boxes that are typed into keep their own history. */
function onHistoryKey(
  event: React.KeyboardEvent,
  editor: Pick<ReturnType<typeof useFormEditing>, "undo" | "redo">,
): void {
  const isTyping =
    event.target instanceof HTMLElement && event.target.matches("input, textarea, [contenteditable=true]");
  if (!(event.ctrlKey || event.metaKey) || isTyping) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  if (key === "y" || event.shiftKey) editor.redo();
  else editor.undo();
}
