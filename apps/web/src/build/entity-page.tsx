import { ArrowLeftOutlined, BranchesOutlined } from "@ant-design/icons";
import {
  closestCenter,
  type CollisionDetection,
  DndContext,
  type DragEndEvent,
  type DragMoveEvent,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { arrayMove, sortableKeyboardCoordinates } from "@dnd-kit/sortable";
import { type FieldDraft, fieldType } from "@mortise/fields";
import { newField } from "@mortise/forms/react";
import { type EntityDocument, type FieldDefinition, SYSTEM_FIELDS } from "@mortise/metadata";
import { EmptyState, IconByName, PageHeader, Panel, useLocalize, useText } from "@mortise/ui";
import { RulesDrawer } from "@mortise/forms/react";
import { Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { DocumentProblems } from "./document-problems.tsx";
import { EntitySettings } from "./entity-settings.tsx";
import { FieldInspector } from "./field-inspector.tsx";
import { FieldList, LIST_END } from "./field-list.tsx";
import { StructurePanel } from "./structure-panel.tsx";
import { DraggedEntry, FieldPalette, paletteType } from "./field-palette.tsx";
import { newDocumentId } from "./new-id.ts";
import { RemoveFieldDialog } from "./remove-field-dialog.tsx";
import { RemovedFields } from "./removed-fields.tsx";
import { suggestedName } from "./suggested-name.ts";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";
import { withRules } from "./with-rules.ts";

/** `/a/:app/build/entities/:id`: the fields of an entity and how they behave. */
export function EntityPage() {
  const t = useText(buildText);
  const { id = "" } = useParams();
  const { catalog } = useDraft();
  const entity = catalog.find("entity", id);
  if (!entity) return <EmptyState title={t.missing} />;
  return <EntityEditor key={id} entity={entity} />;
}

/** A new field goes where the pointer is, and nowhere when that is not the list; rows that are sorted go to the nearest. */
const underPointer: CollisionDetection = (request) => {
  if (paletteType(request.active.id) === undefined) return closestCenter(request);
  const places = pointerWithin(request);
  const rows = places.filter(({ id }) => id !== LIST_END);
  return rows.length > 0 ? rows : places;
};

/** Before which field a new one goes: in the upper half of a row before it, in the lower half after it. */
function placeOf(
  { active, over }: Pick<DragMoveEvent, "active" | "over">,
  fields: readonly FieldDefinition[],
): number | undefined {
  if (!over || paletteType(active.id) === undefined) return undefined;
  const row = fields.findIndex((field) => field.id === over.id);
  if (row === -1) return fields.length;
  const lifted = active.rect.current.translated;
  const isLower = lifted !== null && lifted.top + lifted.height / 2 > over.rect.top + over.rect.height / 2;
  return isLower ? row + 1 : row;
}

function EntityEditor({ entity }: { readonly entity: EntityDocument }) {
  const t = useText(buildText);
  const localize = useLocalize();
  const { id: app } = useAppModel();
  const { session, catalog, problems } = useDraft();
  const [isRuling, setRuling] = useState(false);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [removing, setRemoving] = useState<string | undefined>(undefined);
  /** The type of the palette entry that is being dragged. */
  const [lifted, setLifted] = useState<string | undefined>(undefined);
  /** Before which field it would go. */
  const [place, setPlace] = useState<number | undefined>(undefined);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const putFields = (fields: readonly FieldDefinition[]) => session.put({ ...entity, fields });
  const add = (type: string, at: number) => {
    const field = newField(entity, type);
    putFields(entity.fields.toSpliced(at, 0, field));
    setChosen(field.id);
  };
  const addNamed = (draft: FieldDraft, at: number) => {
    const added = { ...newField(entity, draft.type), ...draft };
    const name = suggestedName(catalog, entity, added) ?? added.name;
    const taken = [...entity.fields.map(({ id }) => id), ...SYSTEM_FIELDS];
    const placed = { ...added, name, id: newDocumentId(name, taken) };
    putFields(entity.fields.toSpliced(at, 0, placed));
    setChosen(placed.id);
  };
  const onDragEnd = (event: DragEndEvent) => {
    const { active, over } = event;
    setLifted(undefined);
    setPlace(undefined);
    if (!over) return;
    const type = paletteType(active.id);
    if (type !== undefined) return add(type, placeOf(event, entity.fields) ?? entity.fields.length);
    const to = entity.fields.findIndex((field) => field.id === over.id);
    const from = entity.fields.findIndex((field) => field.id === active.id);
    if (from !== -1 && to !== -1 && from !== to) putFields(arrayMove([...entity.fields], from, to));
  };
  const field = entity.fields.find((each) => each.id === chosen);
  const leaving = entity.fields.find((each) => each.id === removing);
  const replace = (next: FieldDefinition) => {
    session.put({
      ...entity,
      titleField: entity.titleField === chosen ? next.id : entity.titleField,
      fields: entity.fields.map((each) => (each.id === chosen ? next : each)),
    });
    setChosen(next.id);
  };
  return (
    <div className="page page-full">
      <PageHeader
        before={
          <Link to={`/a/${app}/build/entities`} aria-label={t.back}>
            <Button type="text" icon={<ArrowLeftOutlined aria-hidden="true" />} tabIndex={-1} />
          </Link>
        }
        icon={<IconByName name={entity.icon} />}
        title={localize(entity.name)}
        actions={
          <Button icon={<BranchesOutlined aria-hidden="true" />} onClick={() => setRuling(true)}>
            {entity.rules ? `${t.formRules} (${entity.rules.length})` : t.formRules}
          </Button>
        }
      />
      {isRuling ? (
        <RulesDrawer
          entity={entity}
          problems={problems.filter((problem) => problem.document === `entity/${entity.id}`)}
          onChange={(rules) => session.put(withRules(entity, rules))}
          onClose={() => setRuling(false)}
        />
      ) : null}
      <DocumentProblems document={`entity/${entity.id}`} />
      <DndContext
        sensors={sensors}
        collisionDetection={underPointer}
        onDragStart={({ active }) => setLifted(paletteType(active.id))}
        onDragMove={(event) => setPlace(placeOf(event, entity.fields))}
        onDragCancel={() => {
          setLifted(undefined);
          setPlace(undefined);
        }}
        onDragEnd={onDragEnd}
      >
        <div className="entity-editor">
          <FieldPalette onAdd={(type) => add(type, entity.fields.length)} />
          <Panel title={t.fields} flush className="entity-fields">
            <FieldList
              entity={entity}
              chosen={chosen}
              place={place}
              onChoose={setChosen}
              onChange={putFields}
              onRemove={setRemoving}
            />
            <RemovedFields entity={entity} />
          </Panel>
          <Panel title={field ? t.fieldSettings : t.entitySettings} className="entity-inspector">
            {field ? (
              <FieldInspector
                key={field.type}
                entity={entity}
                field={field}
                onChange={replace}
                onRenamed={setChosen}
                onAdd={(draft) => addNamed(draft, entity.fields.indexOf(field) + 1)}
                onClose={() => setChosen(undefined)}
              />
            ) : (
              <>
                <EntitySettings entity={entity} />
                <StructurePanel entity={entity} />
              </>
            )}
          </Panel>
        </div>
        <DragOverlay dropAnimation={null}>
          {lifted === undefined ? null : <DraggedEntry type={fieldType(lifted)} />}
        </DragOverlay>
      </DndContext>
      {leaving ? (
        <RemoveFieldDialog entity={entity} field={leaving} onClose={() => setRemoving(undefined)} />
      ) : null}
    </div>
  );
}
