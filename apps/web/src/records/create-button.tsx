import { PlusOutlined, UploadOutlined } from "@ant-design/icons";
import type { EntityDocument } from "@mortise/metadata";
import { fillText } from "@mortise/kit";
import { useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { NewRecordDrawer } from "../record/new-record-drawer.tsx";
import { recordsText } from "./text.ts";

/** Opens the form for a new record, and the import, as far as the person may. */
export function CreateButton({
  entity,
  onCreated,
}: {
  readonly entity: EntityDocument;
  readonly onCreated: (id: string) => void;
}) {
  const t = useText(recordsText);
  const localize = useLocalize();
  const phone = useIsPhone();
  const { id: app, permission } = useAppModel();
  const [creating, setCreating] = useState(false);
  const allowed = permission(entity.id);
  return (
    <>
      {allowed.import ? (
        <Link to={`/a/${app}/e/${entity.id}/import`}>
          <Button icon={<UploadOutlined aria-hidden="true" />} tabIndex={-1} aria-label={t.importRows}>
            {phone ? null : t.importRows}
          </Button>
        </Link>
      ) : null}
      {allowed.create ? (
        <Button
          type="primary"
          icon={<PlusOutlined aria-hidden="true" />}
          aria-label={fillText(t.createOf, { entity: localize(entity.name) })}
          onClick={() => setCreating(true)}
        >
          {phone ? null : t.create}
        </Button>
      ) : null}
      {creating ? (
        <NewRecordDrawer
          entity={entity}
          onClose={() => setCreating(false)}
          onSaved={(record) => {
            setCreating(false);
            onCreated(record.id);
          }}
        />
      ) : null}
    </>
  );
}
