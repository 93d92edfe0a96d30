import { ExpandAltOutlined } from "@ant-design/icons";
import { useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Button, Drawer, Tooltip } from "antd";
import { useNavigate } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { RecordView } from "./record-view.tsx";
import { recordText } from "./text.ts";

/** Props of `RecordSheet`. */
export interface RecordSheetProps {
  readonly entity: string;
  readonly id: string;
  readonly onClose: () => void;
}

/** A record beside the page it was opened from, to read and to edit. */
export function RecordSheet({ entity: name, id, onClose }: RecordSheetProps) {
  const t = useText(recordText);
  const localize = useLocalize();
  const phone = useIsPhone();
  const navigate = useNavigate();
  const { id: app, catalog } = useAppModel();
  const entity = catalog.find("entity", name);
  if (!entity) return null;
  return (
    <Drawer
      open
      size={phone ? "100%" : "min(920px, 72vw)"}
      onClose={onClose}
      title={localize(entity.name)}
      aria-label={localize(entity.name)}
      closable={{ "aria-label": t.close }}
      styles={{ body: { padding: 0, background: "var(--m-canvas)" } }}
      extra={
        <Tooltip title={t.openPage}>
          <Button
            type="text"
            icon={<ExpandAltOutlined aria-hidden="true" />}
            aria-label={t.openPage}
            onClick={() => void navigate(`/a/${app}/e/${name}/${id}`)}
          />
        </Tooltip>
      }
    >
      <RecordView entity={entity} id={id} onGone={onClose} />
    </Drawer>
  );
}
