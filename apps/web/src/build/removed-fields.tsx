import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { findFieldType } from "@mortise/fields";
import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Modal, Spin } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { fieldChangeText } from "./field-change-text.ts";
import { useDraft } from "./use-draft.ts";

/** Fields that were deleted and whose values still stand in the database, to be brought back. */
export function RemovedFields({ entity }: { readonly entity: EntityDocument }) {
  const t = useText(fieldChangeText);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        {t.bringBack}
      </Button>
      {open ? <RemovedDialog entity={entity} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

interface RemovedField {
  readonly field: FieldDefinition;
  /** The release that put it aside; absent while its removal is not published. */
  readonly release?: number;
}

function RemovedDialog({
  entity,
  onClose,
}: {
  readonly entity: EntityDocument;
  readonly onClose: () => void;
}) {
  const t = useText(fieldChangeText);
  const localize = useLocalize();
  const api = useApi();
  const { id: app, catalog: published } = useAppModel();
  const { session } = useDraft();
  const kept = useQuery({
    queryKey: keys.kept(app),
    queryFn: () => api.call(routes.listKept, { params: { app } }),
    staleTime: 0,
  });
  const taken = new Set(entity.fields.flatMap(({ id, formerId }) => [id, ...(formerId ? [formerId] : [])]));
  // What pools bring along goes with them, and is not the builder's to restore.
  const current = published.find("entity", entity.id)?.fields.filter(({ supplied }) => !supplied) ?? [];
  const found: readonly RemovedField[] = [
    ...current.map((field) => ({ field })),
    ...(kept.data?.items ?? []).flatMap((thing) =>
      thing.entity === entity.id && thing.definition
        ? [{ field: thing.definition, release: thing.release }]
        : [],
    ),
  ];
  // Of several that had one key the youngest comes first.
  const removed = found.filter(
    ({ field }, index) =>
      !taken.has(field.id) && found.findIndex((other) => other.field.id === field.id) === index,
  );
  return (
    <Modal open title={t.bringBack} footer={null} onCancel={onClose}>
      {kept.error ? <Alert type="error" showIcon title={errorMessage(kept.error)} /> : null}
      {kept.isPending ? <Spin /> : null}
      {kept.data && removed.length === 0 ? <p>{t.noRemoved}</p> : null}
      <ul className="kept-list" aria-label={t.bringBack}>
        {removed.map(({ field, release }) => (
          <li key={field.id}>
            <span>
              <b>{localize(field.name)}</b> · {localize(findFieldType(field.type)?.name)}
              <small>{release === undefined ? t.notPublished : fillText(t.keptSince, { n: release })}</small>
            </span>
            <Button
              size="small"
              aria-label={`${t.restore}: ${localize(field.name)}`}
              onClick={() => session.put({ ...entity, fields: [...entity.fields, field] })}
            >
              {t.restore}
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
