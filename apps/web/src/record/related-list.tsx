import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { Panel, useLocalize } from "@mortise/ui";
import { useEffect } from "react";
import { useAppModel } from "../app/app-model.ts";
import { useLabelBook } from "../records/labels.ts";
import { AddRelated, NewRelated } from "./add-related.tsx";
import { relatedPlace, type RelatedPlace } from "./related-place.ts";
import { RelatedTable } from "./related-table.tsx";
import { useLinkRights } from "./use-links.ts";

/**
 * The records that point at the one on screen, newest first: new ones are made and others put in or taken out, as far as
 * the person may change the field that points here.
 */
export function RelatedList({
  entity,
  field,
  record,
  title,
  readOnly = false,
}: {
  readonly entity: EntityDocument;
  readonly field: FieldDefinition;
  readonly record: string;
  /** Name of the record on screen, for the form of a new one that points at it. */
  readonly title: string;
  /** Leaves out the changing, for a record in the bin. */
  readonly readOnly?: boolean;
}) {
  const labels = useLabelBook();
  useEffect(() => labels.add(title === "" ? {} : { [record]: title }), [labels, record, title]);
  const { catalog, permission } = useAppModel();
  const place = relatedPlace(catalog, field, { entity: entity.id, id: record });
  if (!place || !permission(place.entity.id).read) return null;
  return <RelatedPanel place={place} readOnly={readOnly} />;
}

function RelatedPanel({ place, readOnly }: { readonly place: RelatedPlace; readonly readOnly: boolean }) {
  const localize = useLocalize();
  const rights = useLinkRights(place);
  return (
    <Panel
      title={localize(place.list.name)}
      actions={
        readOnly ? null : (
          <>
            {rights.add ? <AddRelated place={place} /> : null}
            {rights.create ? <NewRelated place={place} /> : null}
          </>
        )
      }
    >
      <RelatedTable place={place} mayRemove={readOnly ? () => false : rights.remove} />
    </Panel>
  );
}
