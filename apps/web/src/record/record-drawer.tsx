import { ExpandAltOutlined } from "@ant-design/icons";
import type { EntityDocument } from "@mortise/metadata";
import { useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Button, Drawer, Tooltip } from "antd";
import { useNavigate, useSearchParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { RecordView } from "./record-view.tsx";
import { recordText } from "./text.ts";

/** The record named by `?open=` beside the list it was opened from. */
export function RecordDrawer({ entity }: { readonly entity: EntityDocument }) {
  const t = useText(recordText);
  const localize = useLocalize();
  const phone = useIsPhone();
  const navigate = useNavigate();
  const { id: app } = useAppModel();
  const [query, setQuery] = useSearchParams();
  const id = query.get("open") ?? undefined;
  const close = () => {
    const next = new URLSearchParams(query);
    next.delete("open");
    setQuery(next, { replace: true });
  };
  return (
    <Drawer
      open={id !== undefined}
      size={phone ? "100%" : "min(920px, 72vw)"}
      onClose={close}
      title={localize(entity.name)}
      aria-label={localize(entity.name)}
      closable={{ "aria-label": t.close }}
      destroyOnHidden
      styles={{ body: { padding: 0, background: "var(--m-canvas)" } }}
      extra={
        <Tooltip title={t.openPage}>
          <Button
            type="text"
            icon={<ExpandAltOutlined aria-hidden="true" />}
            aria-label={t.openPage}
            onClick={() => void navigate(`/a/${app}/e/${entity.id}/${id ?? ""}`)}
          />
        </Tooltip>
      }
    >
      {id ? <RecordView key={id} entity={entity} id={id} onGone={close} /> : null}
    </Drawer>
  );
}
