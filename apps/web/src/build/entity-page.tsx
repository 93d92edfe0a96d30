import { ArrowLeftOutlined, BranchesOutlined } from "@ant-design/icons";
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { arrayMove, sortableKeyboardCoordinates } from "@dnd-kit/sortable";
import { defaultSettings, type FieldType, fieldType } from "@mortise/fields";
import { sameText } from "@mortise/kit";
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
import { FieldList } from "./field-list.tsx";
import { StructurePanel } from "./structure-panel.tsx";
import { FieldPalette, paletteType } from "./field-palette.tsx";
import { newDocumentId } from "./new-id.ts";
import { RemoveFieldDialog } from "./remove-field-dialog.tsx";
import { RemovedFields } from "./removed-fields.tsx";
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

/** A new field of a type, named after it until a person names it. */
export function newField(entity: EntityDocument, type: FieldType): FieldDefinition {
  const taken = [...entity.fields.map((field) => field.id), ...SYSTEM_FIELDS];
  return {
    id: newDocumentId(sameText(type.id), taken),
    type: type.id,
    name: type.name,
    settings: defaultSettings(type.settings),
  };
}

function EntityEditor({ entity }: { readonly entity: EntityDocument }) {
  const t = useText(buildText);
  const localize = useLocalize();
  const { id: app } = useAppModel();
  const { session, problems } = useDraft();
  const [isRuling, setRuling] = useState(false);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [removing, setRemoving] = useState<string | undefined>(undefined);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const putFields = (fields: readonly FieldDefinition[]) => session.put({ ...entity, fields });
  const add = (type: string, at: number) => {
    const field = newField(entity, fieldType(type));
    putFields(entity.fields.toSpliced(at, 0, field));
    setChosen(field.id);
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (!over) return;
    const to = entity.fields.findIndex((field) => field.id === over.id);
    const type = paletteType(active.id);
    if (type !== undefined) return add(type, to === -1 ? entity.fields.length : to);
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
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
        <div className="entity-editor">
          <FieldPalette onAdd={(type) => add(type, entity.fields.length)} />
          <Panel title={t.fields} flush className="entity-fields">
            <FieldList
              entity={entity}
              chosen={chosen}
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
      </DndContext>
      {leaving ? (
        <RemoveFieldDialog entity={entity} field={leaving} onClose={() => setRemoving(undefined)} />
      ) : null}
    </div>
  );
}
