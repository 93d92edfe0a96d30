import type { DefinitionDocument } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";

/**
 * The documents of an older release with the keys under which their fields' columns stand now, as `formerId`: a field
 * whose key changed since comes back with its values.
 */
export async function underPresentKeys(
  db: Kysely<SystemDatabase>,
  app: string,
  number: number,
  documents: readonly DefinitionDocument[],
): Promise<readonly DefinitionDocument[]> {
  const { rows } = await sql<{ entity: string; field: string; former: string }>`
    select e ->> 'id' as entity, f ->> 'id' as field, f ->> 'formerId' as former
    from mortise.release r, jsonb_array_elements(r.documents) e, jsonb_array_elements(e -> 'fields') f
    where r.app = ${app} and r.number > ${number} and e ->> 'kind' = 'entity' and f ? 'formerId'
    order by r.number`.execute(db);
  if (rows.length === 0) return documents;
  return documents.map((document) => {
    if (document.kind !== "entity") return document;
    const changes = rows.filter(({ entity }) => entity === document.id);
    const fields = document.fields.map((field) => {
      // Each change leads on from the key before it.
      const present = changes.reduce(
        (key, { former, field: next }) => (key === former ? next : key),
        field.id,
      );
      return present === field.id ? field : { ...field, formerId: present };
    });
    return { ...document, fields };
  });
}
