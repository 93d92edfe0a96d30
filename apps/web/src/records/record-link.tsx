import type { RecordData } from "@mortise/contract";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocale, useText, useTimeZone } from "@mortise/ui";
import { Link, useSearchParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { useLabels } from "./labels.ts";
import { textContext, valueText } from "./record-title.ts";
import { recordsText } from "./text.ts";

/** A record's name as a link that opens it beside the list; a new tab gets the full page. */
export function RecordLink({
  entity,
  record,
  field,
}: {
  readonly entity: EntityDocument;
  readonly record: RecordData;
  readonly field: FieldDefinition;
}) {
  const t = useText(recordsText);
  const { id: app } = useAppModel();
  const context = textContext(useLocale(), useTimeZone(), useLabels());
  const [query, setQuery] = useSearchParams();
  const page = `/a/${app}/e/${entity.id}/${record.id}`;
  return (
    <Link
      to={page}
      className="record-link"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        const next = new URLSearchParams(query);
        next.set("open", record.id);
        setQuery(next);
      }}
    >
      {valueText(field, record, context) || t.unnamed}
    </Link>
  );
}
