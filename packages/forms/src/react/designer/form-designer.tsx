import { isLocalizedText, type LocalizedText } from "@mortise/kit";
import type { Catalog, EntityDocument, FieldDefinition, FormDocument, RecordRule } from "@mortise/metadata";
import { EmptyState, useLocalize, useText } from "@mortise/ui";
import { type KeyboardEvent, useState } from "react";
import { findItem } from "../../model/layout/item-tree.ts";
import { CanvasGrid } from "./canvas.tsx";
import { DesignerContext, type FieldNaming } from "./designer-context.ts";
import { DesignerDrag } from "./designer-drag.tsx";
import { unplacedFields } from "./designer-edits.ts";
import { DesignerToolbar } from "./designer-toolbar.tsx";
import { FormPreview } from "./form-preview.tsx";
import { Inspector } from "./inspector.tsx";
import { Palette } from "./palette.tsx";
import { RulesDrawer } from "../rules/rules-drawer.tsx";
import { PublicSettings } from "./public-settings.tsx";
import { designerText, stepText } from "./text.ts";
import { useDesignerActions } from "./use-designer-actions.ts";
import { type FormEditor, useFormEditing } from "./use-form-editing.ts";
import "./designer.css";

/** A complaint about the draft; `path` leads into the document. */
export interface FormProblem {
  readonly path: string;
  readonly message: LocalizedText;
}

/** Props of `FormDesigner`. It edits values; saving them is the page's work. */
export interface FormDesignerProps {
  readonly document: FormDocument;
  readonly catalog: Catalog;
  readonly onChange: (document: FormDocument) => void;
  readonly problems?: readonly FormProblem[];
  /** Adds a field to the draft of the form's entity; without it, only fields that are there can be placed. */
  readonly onAddField?: ((field: FieldDefinition) => void) | undefined;
  /** Changes a field of the draft of the form's entity. */
  readonly onChangeField?: ((field: FieldDefinition) => void) | undefined;
  /** Changes the rules of the draft of the form's entity. */
  readonly onChangeRules?: ((rules: readonly RecordRule[]) => void) | undefined;
  /** Complaints about the form's entity. */
  readonly entityProblems?: readonly FormProblem[];
  /** Fields that no release has yet: naming them on the form names the field itself. */
  readonly newFields?: ReadonlySet<string>;
}

/** Builds a form by drag and drop, by double-click, or by keyboard. */
export function FormDesigner(props: FormDesignerProps) {
  const t = useText(designerText);
  const entity = props.catalog.find("entity", props.document.entity);
  return entity ? <Designer {...props} entity={entity} /> : <EmptyState title={t.missingField} />;
}

interface DesignerProps extends FormDesignerProps {
  readonly entity: EntityDocument;
}

function Designer({ entity, catalog, ...props }: DesignerProps) {
  const t = useText(designerText);
  const editor = useFormEditing(props.document, props.onChange);
  const [open, setOpen] = useState<Opened>();
  const { actions, drop, add } = useDesignerActions({
    editor,
    entity,
    onAddField: props.onAddField,
    nameField: fieldNaming({ entity, ...props }),
  });
  const { document, run } = editor;
  const selected =
    actions.selected === undefined ? undefined : findItem(document.items, actions.selected)?.item;
  return (
    <DesignerContext value={actions}>
      <DesignerDrag document={document} onTarget={actions.setTarget} onDrop={drop}>
        <div className="fd" onKeyDown={(event) => onHistoryKey(event, editor)}>
          <DesignerToolbar
            editor={editor}
            isPublic={document.public?.enabled === true}
            rules={props.onChangeRules && (entity.rules?.length ?? 0)}
            onOpen={setOpen}
          />
          <Palette
            fields={unplacedFields(document, entity)}
            canCreate={props.onAddField !== undefined}
            onAdd={add}
          />
          <main className="fd-canvas" aria-label={t.canvas} onClick={() => actions.select(undefined)}>
            <Problems problems={props.problems ?? []} />
            <CanvasGrid items={document.items} section={null} />
          </main>
          <Inspector
            item={selected}
            entity={entity}
            catalog={catalog}
            onFieldChange={props.onChangeField}
            onChange={(changes, burst) => {
              if (!selected) return;
              const named = changes["label"];
              if (
                selected.type === "field" &&
                isLocalizedText(named) &&
                actions.nameField(selected.field, named)
              )
                return;
              const label = stepText.update(actions.nameOf(selected));
              run({ type: "update", id: selected.id, changes }, label, burst && `${selected.id} ${burst}`);
            }}
          />
        </div>
      </DesignerDrag>
      <Opening
        open={open}
        editor={editor}
        entity={entity}
        catalog={catalog}
        problems={props.entityProblems ?? []}
        onChangeRules={props.onChangeRules}
        onClose={() => setOpen(undefined)}
      />
    </DesignerContext>
  );
}

/** Names a field that is still new; answers whether it did. Fields that are in use keep their name, the form gets a label. */
function fieldNaming({
  entity,
  newFields,
  onChangeField,
}: Pick<DesignerProps, "entity" | "newFields" | "onChangeField">): FieldNaming {
  return (id, name) => {
    const field = entity.fields.find((candidate) => candidate.id === id);
    if (!field || !onChangeField || !newFields?.has(id)) return false;
    onChangeField({ ...field, name });
    return true;
  };
}

type Opened = "preview" | "public" | "rules";

interface OpeningProps extends Pick<DesignerProps, "entity" | "catalog" | "onChangeRules"> {
  readonly problems: readonly FormProblem[];
  readonly open: Opened | undefined;
  readonly editor: FormEditor;
  readonly onClose: () => void;
}

/** What is laid over the designer. */
function Opening({ open, editor: { document, run }, entity, catalog, onClose, ...rules }: OpeningProps) {
  if (open === "preview")
    return <FormPreview document={document} entity={entity} catalog={catalog} onClose={onClose} />;
  if (open === "rules" && rules.onChangeRules)
    return (
      <RulesDrawer
        entity={entity}
        catalog={catalog}
        problems={rules.problems}
        onChange={rules.onChangeRules}
        onClose={onClose}
      />
    );
  if (open !== "public") return null;
  return (
    <PublicSettings
      document={document}
      entity={entity}
      onClose={onClose}
      onChange={(settings) =>
        run({ type: "settings", changes: { public: settings } }, stepText.settings, "public")
      }
    />
  );
}

function Problems({ problems }: { readonly problems: readonly FormProblem[] }) {
  const localize = useLocalize();
  return problems.map(({ path, message }) => (
    <div key={path + message.zh} role="alert" className="fd-required">
      {localize(message)}
    </div>
  ));
}

/** Ctrl+Z and Ctrl+Y or Ctrl+Shift+Z; boxes that are typed into keep their own history. */
function onHistoryKey(event: KeyboardEvent, editor: Pick<FormEditor, "undo" | "redo">): void {
  const isTyping =
    event.target instanceof HTMLElement && event.target.matches("input, textarea, [contenteditable=true]");
  if (!(event.ctrlKey || event.metaKey) || isTyping) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  if (key === "y" || event.shiftKey) editor.redo();
  else editor.undo();
}
