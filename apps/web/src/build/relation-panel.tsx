import { FunctionOutlined, SwapOutlined } from "@ant-design/icons";
import { fieldCatalog, type FieldDraft, lookupThrough, reverseListOf, rollupOver } from "@mortise/fields";
import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import { Link } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { newFieldId } from "./new-id.ts";
import { relationText } from "./relation-text.ts";
import { useDraft } from "./use-draft.ts";
import { useUndoNotice } from "./use-undo-notice.tsx";

interface RelationPanelProps {
  readonly entity: EntityDocument;
  readonly field: FieldDefinition;
  /** Adds a field below this one and opens its settings. */
  readonly onAdd: (draft: FieldDraft) => void;
}

/** What follows from a relation: its other side, fields of the other record, totals over a list. Nothing for other fields. */
export function RelationPanel({ entity, field, onAdd }: RelationPanelProps) {
  const t = useText(relationText);
  const { catalog } = useDraft();
  const kind = fieldCatalog.kindOf(field);
  const derivation = fieldCatalog.derivationOf?.(field);
  const other = catalog.find("entity", fieldCatalog.targetEntity(field) ?? "");
  const isList = kind === "references" || kind === "rows";
  const isReference = kind === "reference" && derivation === undefined;
  if (!other || !(isList || isReference)) return null;
  return (
    <section className="relation-panel" aria-label={t.title}>
      <h3>{t.title}</h3>
      {derivation === undefined && kind !== "rows" ? (
        <OtherSide entity={entity} field={field} other={other} />
      ) : null}
      <div className="relation-adds">
        {isReference ? (
          <Button
            size="small"
            icon={<SwapOutlined aria-hidden="true" />}
            onClick={() => onAdd(lookupThrough(field.id))}
          >
            {t.addLookup}
          </Button>
        ) : (
          <Button
            size="small"
            icon={<FunctionOutlined aria-hidden="true" />}
            onClick={() => onAdd(rollupOver(field.id))}
          >
            {t.addRollup}
          </Button>
        )}
      </div>
      <p>{t.hint}</p>
    </section>
  );
}

function OtherSide({
  entity,
  field,
  other,
}: {
  readonly entity: EntityDocument;
  readonly field: FieldDefinition;
  readonly other: EntityDocument;
}) {
  const t = useText(relationText);
  const localize = useLocalize();
  const { id: app } = useAppModel();
  const { session } = useDraft();
  const notice = useUndoNotice();
  const list = other.fields.find((each) => {
    const derivation = fieldCatalog.derivationOf?.(each);
    return derivation?.kind === "reverse" && derivation.entity === entity.id && derivation.field === field.id;
  });
  const words = { other: localize(other.name), own: localize(entity.plural ?? entity.name) };
  if (list)
    return (
      <p>
        {fillText(t.otherSide, { ...words, list: localize(list.name) })}{" "}
        {other.id === entity.id ? null : <Link to={`/a/${app}/build/entities/${other.id}`}>{t.open}</Link>}
      </p>
    );
  const add = () => {
    const name = entity.plural ?? entity.name;
    const added = { ...reverseListOf(entity.id, field.id), id: newFieldId(other, name), name };
    const undo = session.putAll([{ ...other, fields: [...other.fields, added] }]);
    notice(fillText(t.addedOtherSide, { ...words, list: localize(name) }), undo);
  };
  return (
    <>
      <p>{fillText(t.noOtherSide, words)}</p>
      <Button size="small" type="primary" ghost onClick={add}>
        {fillText(t.addOtherSide, words)}
      </Button>
    </>
  );
}
