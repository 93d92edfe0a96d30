import { DownOutlined, ExpandAltOutlined, UpOutlined } from "@ant-design/icons";
import type { EntityDocument } from "@mortise/metadata";
import { useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Button, Drawer, Tooltip } from "antd";
import { useNavigate, useSearchParams } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { RecordView } from "./record-view.tsx";
import { recordText } from "./text.ts";
import { type ListOf, useNeighbours } from "./use-neighbours.ts";

/** The record named by `?open=` beside the list it was opened from, and the way to its neighbours where that has an order. */
export function RecordDrawer({
  entity,
  list,
}: {
  readonly entity: EntityDocument;
  readonly list: ListOf | undefined;
}) {
  const t = useText(recordText);
  const localize = useLocalize();
  const phone = useIsPhone();
  const navigate = useNavigate();
  const { id: app } = useAppModel();
  const [query, setQuery] = useSearchParams();
  const id = query.get("open") ?? undefined;
  const show = (record: string) => {
    const next = new URLSearchParams(query);
    next.set("open", record);
    setQuery(next, { replace: true });
  };
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
        <>
          <Steps list={list} id={id} onShow={show} />
          <Tooltip title={t.openPage}>
            <Button
              type="text"
              icon={<ExpandAltOutlined aria-hidden="true" />}
              aria-label={t.openPage}
              onClick={() => void navigate(`/a/${app}/e/${entity.id}/${id ?? ""}`)}
            />
          </Tooltip>
        </>
      }
    >
      {id ? <RecordView key={id} entity={entity} id={id} onGone={close} /> : null}
    </Drawer>
  );
}

/** To the record before and the one after, in the order of the list. */
function Steps({
  list,
  id,
  onShow,
}: {
  readonly list: ListOf | undefined;
  readonly id: string | undefined;
  readonly onShow: (record: string) => void;
}) {
  const t = useText(recordText);
  const beside = useNeighbours(list, id);
  if (!beside) return null;
  const { previous, next, isPending } = beside;
  const steps = [
    { name: t.previousRecord, to: previous, icon: <UpOutlined aria-hidden="true" /> },
    { name: t.nextRecord, to: next, icon: <DownOutlined aria-hidden="true" /> },
  ];
  return steps.map(({ name, to, icon }) => (
    <Tooltip key={name} title={name}>
      <Button
        type="text"
        icon={icon}
        aria-label={name}
        // While the neighbours are looked up the button keeps the focus of whoever steps by keyboard.
        disabled={!isPending && to === undefined}
        onClick={() => to !== undefined && onShow(to)}
      />
    </Tooltip>
  ));
}
