import { ArrowLeftOutlined, BranchesOutlined } from "@ant-design/icons";
import { RulesDrawer } from "@mortise/forms/react";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { IconByName, PageHeader, Panel, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import { useMemo, useState } from "react";
import { Link, useParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { DocumentProblems } from "./document-problems.tsx";
import { EntitySettings } from "./entity-settings.tsx";
import { FieldDrag } from "./field-drag.tsx";
import { FieldInspector } from "./field-inspector.tsx";
import { FieldList } from "./field-list.tsx";
import { FieldPalette } from "./field-palette.tsx";
import { FromBelow } from "./from-below.tsx";
import { RemoveFieldDialog } from "./remove-field-dialog.tsx";
import { RemovedFields } from "./removed-fields.tsx";
import { StructurePanel } from "./structure-panel.tsx";
import { MissingDocument } from "./missing-document.tsx";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";
import { useFieldEdits } from "./use-field-edits.ts";
import { withRules } from "./with-rules.ts";

const isOwn = ({ supplied }: FieldDefinition): boolean => supplied !== true;

/** `/a/:app/build/entities/:id`: the fields of an entity and how they behave. */
export function EntityPage() {
  const { id = "" } = useParams();
  const { catalog } = useDraft();
  const found = catalog.find("entity", id);
  // Fields that an entity has by its pools are not the builder's to change.
  const entity = useMemo(() => found && { ...found, fields: found.fields.filter(isOwn) }, [found]);
  if (!entity) return <MissingDocument kind="entities" />;
  return <EntityEditor key={id} entity={entity} />;
}

function EntityEditor({ entity }: { readonly entity: EntityDocument }) {
  const t = useText(buildText);
  const edits = useFieldEdits(entity);
  const { chosen, setChosen } = edits;
  const [removing, setRemoving] = useState<string | undefined>(undefined);
  const leaving = entity.fields.find((each) => each.id === removing);
  return (
    <div className="page page-full">
      <EntityHeader entity={entity} />
      <DocumentProblems document={`entity/${entity.id}`} />
      <FieldDrag fields={entity.fields} onAdd={edits.add} onSort={edits.putFields}>
        {(place) => (
          <div className="entity-editor">
            <FieldPalette onAdd={(type) => edits.add(type, entity.fields.length)} />
            <Panel title={t.fields} flush className="entity-fields">
              <FieldList
                entity={entity}
                chosen={chosen}
                place={place}
                onChoose={setChosen}
                onChange={edits.putFields}
                onRemove={setRemoving}
              />
              <RemovedFields entity={entity} />
            </Panel>
            <EntityInspector entity={entity} edits={edits} />
          </div>
        )}
      </FieldDrag>
      {leaving ? (
        <RemoveFieldDialog entity={entity} field={leaving} onClose={() => setRemoving(undefined)} />
      ) : null}
    </div>
  );
}

/** The settings of the chosen field, or of the entity; on the phone those of a field come from below. */
function EntityInspector({
  entity,
  edits,
}: {
  readonly entity: EntityDocument;
  readonly edits: ReturnType<typeof useFieldEdits>;
}) {
  const t = useText(buildText);
  const phone = useIsPhone();
  const { field, setChosen } = edits;
  const close = () => setChosen(undefined);
  const ofField = field ? (
    <FieldInspector
      key={field.type}
      entity={entity}
      field={field}
      onChange={edits.replace}
      onRenamed={setChosen}
      onAdd={(draft) => edits.addDraft(draft, entity.fields.indexOf(field) + 1)}
      onClose={close}
    />
  ) : null;
  const ofEntity = (
    <>
      <EntitySettings entity={entity} />
      <StructurePanel entity={entity} />
    </>
  );
  return (
    <>
      <Panel title={ofField && !phone ? t.fieldSettings : t.entitySettings} className="entity-inspector">
        {(phone ? null : ofField) ?? ofEntity}
      </Panel>
      {phone ? (
        <FromBelow title={t.fieldSettings} open={field !== undefined} onClose={close}>
          {ofField}
        </FromBelow>
      ) : null}
    </>
  );
}

/** The entity's name with the way back, and its rules. */
function EntityHeader({ entity }: { readonly entity: EntityDocument }) {
  const t = useText(buildText);
  const localize = useLocalize();
  const { id: app } = useAppModel();
  const { session, problems, catalog } = useDraft();
  const [isRuling, setRuling] = useState(false);
  return (
    <>
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
          catalog={catalog}
          problems={problems.filter((problem) => problem.document === `entity/${entity.id}`)}
          onChange={(rules) => session.put(withRules(entity, rules))}
          onClose={() => setRuling(false)}
        />
      ) : null}
    </>
  );
}
