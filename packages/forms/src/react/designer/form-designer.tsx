import { type FieldServices, FieldServicesContext, useFieldServices } from "@mortise/fields/react";
import { isLocalizedText } from "@mortise/kit";
import {
  type Catalog,
  type EntityDocument,
  type FieldDefinition,
  type FormDocument,
  type FormItem,
  isOffered,
  type RecordRule,
} from "@mortise/metadata";
import {
  type ElementHolders,
  EmptyState,
  type HistoryStore,
  useLocalize,
  useSameList,
  useStable,
  useText,
} from "@mortise/ui";
import { memo, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { compareForms } from "../../model/layout/compare-forms.ts";
import type { FormCommand, PropertyChanges } from "../../model/layout/form-command.ts";
import type { GoneFields } from "../../model/layout/form-editing.ts";
import { canStandIn, findItem, type ItemPlace } from "../../model/layout/item-tree.ts";
import { CanvasGrid } from "./canvas.tsx";
import {
  type DesignerActions,
  DesignerContext,
  DesignerStore,
  DesignerStoreContext,
  type FieldNaming,
} from "./designer-context.ts";
import { DesignerDrag } from "./designer-drag.tsx";
import { unplacedFields } from "./designer-edits.ts";
import { onDesignerKey } from "./designer-keys.ts";
import { DesignerOpening, type Opened } from "./designer-opening.tsx";
import { DesignerToolbar } from "./designer-toolbar.tsx";
import { placeWords } from "./drop-target.ts";
import type { SampleRecords } from "./preview-choices.tsx";
import type { TryForm } from "./preview-trial.tsx";
import { Inspector } from "./inspector.tsx";
import { focusItem } from "./item-keys.ts";
import { type FormProblem, type LocatedProblem, locateProblems } from "./locate-problems.ts";
import { Palette } from "./palette.tsx";
import { ProblemList } from "./problem-list.tsx";
import { RemovedItems } from "./removed-items.tsx";
import { designerText, stepText } from "./text.ts";
import { useDesignerActions } from "./use-designer-actions.ts";
import { type FormEditor, useFormEditing } from "./use-form-editing.ts";
import { useHeldBack } from "./use-held-back.ts";
import { usePasting } from "./use-pasting.ts";
import { useSpokenMoves } from "./use-spoken-moves.ts";
import "./designer.css";

/** Props of `FormDesigner`. It edits values; saving them is the page's work. */
export interface FormDesignerProps {
  readonly document: FormDocument;
  readonly catalog: Catalog;
  readonly onChange: (document: FormDocument) => void;
  readonly problems?: readonly FormProblem[];
  /**
   * Adds fields to the draft of the form's entity; without it, only fields that are there can be placed. Sub-tables that
   * come back bring the entities of their rows.
   */
  readonly onAddFields?:
    | ((fields: readonly FieldDefinition[], rows?: readonly EntityDocument[]) => void)
    | undefined;
  /** Takes fields that were added here out of the draft again, when the step that added them is undone; answers the entities of rows that went. */
  readonly onRemoveFields?: ((fields: readonly FieldDefinition[]) => readonly EntityDocument[]) | undefined;
  /** Changes a field of the draft of the form's entity. */
  readonly onChangeField?: ((field: FieldDefinition) => void) | undefined;
  /** Changes the rules of the draft of the form's entity. */
  readonly onChangeRules?: ((rules: readonly RecordRule[]) => void) | undefined;
  /** Complaints about the form's entity. */
  readonly entityProblems?: readonly FormProblem[];
  /** Fields that no release has yet: naming them on the form names the field itself. */
  readonly newFields?: ReadonlySet<string>;
  /** Changes the rows of a sub-table: another entity of the draft. */
  readonly onChangeRows?: ((child: EntityDocument) => void) | undefined;
  /** Whether a release has the field of an entity already. */
  readonly isPublished?: ((entity: string, field: string) => boolean) | undefined;
  /** The form as it is published, to mark what differs. */
  readonly published?: FormDocument | undefined;
  /** Where the steps are kept until the page is opened again. */
  readonly history?: HistoryStore | undefined;
  /** Records to fill the preview with. */
  readonly samples?: SampleRecords | undefined;
  /** Has the server try what the preview is filled with. */
  readonly onTry?: TryForm | undefined;
  /** Who else is at which item. */
  readonly holders?: ElementHolders | undefined;
}

/** Builds a form by drag and drop, by double-click, or by keyboard. Drawn again only when it is given something else. */
export const FormDesigner = memo(function FormDesigner(props: FormDesignerProps) {
  const t = useText(designerText);
  const entity = props.catalog.find("entity", props.document.entity);
  return entity ? <Designer {...props} entity={entity} /> : <EmptyState title={t.missingField} />;
});

interface DesignerProps extends FormDesignerProps {
  readonly entity: EntityDocument;
}

function Designer({ entity, catalog, ...props }: DesignerProps) {
  const t = useText(designerText);
  const localize = useLocalize();
  const { holders } = props;
  const editor = useHeldBack(
    useFormEditing({
      document: props.document,
      onChange: props.onChange,
      ...undoneFields(entity, props),
      store: props.history,
    }),
    holders,
  );
  const { document } = editor;
  const [open, setOpen] = useState<Opened>();
  const hands = useDesignerActions({
    editor,
    entity,
    catalog,
    onAddFields: props.onAddFields,
    nameField: fieldNaming({ entity, ...props }),
  });
  const { selected: id, nameOf } = hands.actions;
  const selected = id === undefined ? undefined : findItem(document.items, id)?.item;
  const problems = useLocatedProblems(document, entity, props);
  const compared = useComparison(document, props.published);
  const actions: DesignerActions = {
    ...hands.actions,
    startRename: (item) => {
      if (item === undefined || editor.isFree(item)) hands.actions.startRename(item);
    },
    problemOf: problems.textOf,
    markOf: compared.markOf,
    holderOf: (item) => holders?.held.get(item),
  };
  useEffect(() => holders?.onChoose(id), [holders, id]);
  const [store] = useState(() => new DesignerStore(actions));
  useLayoutEffect(() => store.set(actions));
  const pasteText = usePasting(hands.paste, props.onAddFields !== undefined);
  const spoken = useSpokenMoves(document, selected, nameOf);
  const go = (problem: LocatedProblem) => goTo(problem, { select: actions.select, open: setOpen });
  const services = useDraftServices(catalog);
  const unplaced = useSameList(unplacedFields(document, entity));
  const add = useStable(hands.add);
  const { onChangeRows, isPublished } = props;
  const rows = useMemo(
    () => ({
      onChange: onChangeRows,
      isNew: (of: string, field: string) => isPublished?.(of, field) === false,
    }),
    [onChangeRows, isPublished],
  );
  return (
    <FieldServicesContext value={services}>
      <DesignerStoreContext value={store}>
        <DesignerDrag
          document={document}
          onTarget={actions.setTarget}
          onDrop={hands.drop}
          placeWords={(target) => localize(placeWords(document, target, nameOf))}
        >
          <div className="fd" onKeyDown={(event) => onDesignerKey(event, editor, hands.actions)}>
            <DesignerToolbar
              editor={editor}
              isPublic={isOffered(document.public)}
              rules={props.onChangeRules && (entity.rules?.length ?? 0)}
              canPaste={props.onAddFields !== undefined}
              compared={props.published && compared.isOn}
              onCompare={compared.turn}
              onOpen={setOpen}
            />
            <Palette fields={unplaced} canCreate={props.onAddFields !== undefined} onAdd={add} />
            <main
              className="fd-canvas"
              aria-label={t.canvas}
              tabIndex={-1}
              onClick={() => actions.select(undefined)}
            >
              <ProblemList problems={problems.list} onGo={go} />
              {compared.isOn ? (
                <RemovedItems
                  removed={compared.removed}
                  nameOf={nameOf}
                  onRestore={({ item, place }) =>
                    editor.run(restoreCommand(document, item, place), stepText.add(nameOf(item)))
                  }
                />
              ) : null}
              <CanvasGrid items={document.items} section={null} />
              <p className="fd-spoken" role="status">
                {spoken}
              </p>
            </main>
            <DesignerContext value={actions}>
              <Inspector
                item={selected}
                onTakeOver={holders?.onTakeOver}
                entity={entity}
                catalog={catalog}
                onFieldChange={props.onChangeField}
                rows={rows}
                onChange={(changes, burst) => changeItem({ item: selected, editor, actions }, changes, burst)}
              />
            </DesignerContext>
          </div>
        </DesignerDrag>
        <DesignerOpening
          open={pasteText.text === undefined ? open : "paste"}
          pasted={pasteText.text ?? ""}
          editor={editor}
          entity={entity}
          catalog={catalog}
          samples={props.samples}
          onTry={props.onTry}
          problems={props.entityProblems ?? []}
          onChangeRules={props.onChangeRules}
          onAddFields={hands.addFields}
          onClose={() => {
            setOpen(undefined);
            pasteText.clear();
          }}
        />
      </DesignerStoreContext>
    </FieldServicesContext>
  );
}

/** Fields on the canvas know the entities of the draft: rows and references that no release has yet. */
function useDraftServices(catalog: Catalog): FieldServices {
  const services = useFieldServices();
  // The catalog is another one after every edit; the entities mostly stay, and with them what is drawn.
  const entities = useSameList(catalog.all("entity"));
  return useMemo(
    () => ({ ...services, entity: (id: string) => entities.find((entity) => entity.id === id) }),
    [services, entities],
  );
}

/** Puts an item back where it stood; at the end of the form when what it stood in is gone. */
function restoreCommand(document: FormDocument, item: FormItem, place: ItemPlace): FormCommand | undefined {
  if (canStandIn(document.items, item, place.section)) return { type: "add", item, place };
  const end = { section: null, index: document.items.length };
  return canStandIn(document.items, item, null) ? { type: "add", item, place: end } : undefined;
}

interface ChangedItem {
  readonly item: FormItem | undefined;
  readonly editor: FormEditor;
  readonly actions: DesignerActions;
}

/** Changes an item; the label of a field that is still new is the name of the field itself. */
function changeItem({ item, editor, actions }: ChangedItem, changes: PropertyChanges, burst: string): void {
  if (!item) return;
  const named = changes["label"];
  if (item.type === "field" && isLocalizedText(named) && actions.nameField(item.field, named)) return;
  const label = stepText.update(actions.nameOf(item));
  editor.run(
    { type: "update", id: item.id, changes },
    label,
    burst === "" ? {} : { burst: `${item.id} ${burst}` },
  );
}

/** Shows where a problem is mended. */
function goTo(
  { place }: LocatedProblem,
  on: { readonly select: (id: string) => void; readonly open: (what: Opened) => void },
): void {
  if (place.kind === "rules" || place.kind === "public") on.open(place.kind);
  if (place.kind !== "item") return;
  flushSync(() => on.select(place.item));
  focusItem(place.item);
}

/** Problems with their places, and what to write at an item. */
function useLocatedProblems(
  document: FormDocument,
  entity: EntityDocument,
  { problems, entityProblems }: Pick<DesignerProps, "problems" | "entityProblems">,
) {
  const localize = useLocalize();
  const list = useMemo(
    () => locateProblems(document, entity, { form: problems ?? [], entity: entityProblems ?? [] }),
    [document, entity, problems, entityProblems],
  );
  const textOf = (id: string): string | undefined => {
    const found = list.find(({ place }) => place.kind === "item" && place.item === id);
    return found && localize(found.message);
  };
  return { list, textOf };
}

/** What differs from the published form, while somebody wants to see it. */
function useComparison(document: FormDocument, published: FormDocument | undefined) {
  const [isOn, turn] = useState(false);
  const comparison = useMemo(
    () => (isOn && published ? compareForms(published, document) : undefined),
    [isOn, published, document],
  );
  return {
    isOn,
    turn,
    markOf: (id: string) => comparison?.marks.get(id),
    removed: comparison?.removed ?? [],
  };
}

/** Fields that go when their step is undone come back as they were then, renamed or not, sub-tables with their rows. */
function undoneFields(
  entity: EntityDocument,
  { onAddFields, onRemoveFields }: Pick<DesignerProps, "onAddFields" | "onRemoveFields">,
) {
  return {
    onGone: (fields: readonly FieldDefinition[]): GoneFields => {
      const created = fields.flatMap(({ id }) => entity.fields.find((field) => field.id === id) ?? []);
      return { created, rows: onRemoveFields?.(created) ?? [] };
    },
    onBack: ({ created, rows }: GoneFields): void => {
      const missing = created.filter(({ id }) => !entity.fields.some((field) => field.id === id));
      onAddFields?.(missing, rows);
    },
  };
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
