import { PlusOutlined, ShareAltOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { CopyLine, useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Empty, Modal, Skeleton } from "antd";
import { useState } from "react";
import { LinkForm } from "./link-form.tsx";
import { LinkLine } from "./link-line.tsx";
import { linksKey, type ShareBoardProps } from "./share-board-props.ts";
import "./sharing.css";
import { sharingText } from "./text.ts";

/** The button that shares a dashboard: its own address for colleagues, public links for others. */
export function ShareBoard(props: ShareBoardProps) {
  const { dashboard, mayPublish } = props;
  const t = useText(sharingText);
  const localize = useLocalize();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<ShareAltOutlined aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t.share}
      </Button>
      <Modal
        open={isOpen}
        width={640}
        destroyOnHidden
        footer={null}
        title={fillText(t.title, { name: localize(dashboard.name) })}
        onCancel={() => setOpen(false)}
      >
        <section className="m-share">
          <h3>{t.inside}</h3>
          <p>{t.insideHint}</p>
          <CopyLine label={t.inside} value={window.location.href} />
        </section>
        {mayPublish ? <PublicLinks {...props} /> : null}
      </Modal>
    </>
  );
}

function PublicLinks(props: ShareBoardProps) {
  const { app, dashboard } = props;
  const t = useText(sharingText);
  const api = useApi();
  const [isAdding, setAdding] = useState(false);
  const links = useQuery({
    queryKey: linksKey(app, dashboard.id),
    queryFn: () => api.call(routes.listBoardLinks, { params: { app, dashboard: dashboard.id } }),
    staleTime: 0,
  });
  return (
    <section className="m-share">
      <h3>{t.outside}</h3>
      <p>{t.outsideHint}</p>
      {links.isPending ? <Skeleton active paragraph={{ rows: 2 }} title={false} /> : null}
      {links.isError ? (
        <Alert
          type="error"
          role="alert"
          title={t.failed}
          action={<Button onClick={() => void links.refetch()}>{t.retry}</Button>}
        />
      ) : null}
      {links.data && links.data.items.length > 0 ? (
        <ul className="m-share-links" aria-label={t.outside}>
          {links.data.items.map((link) => (
            <LinkLine key={link.id} app={app} dashboard={dashboard.id} link={link} />
          ))}
        </ul>
      ) : null}
      {links.data?.items.length === 0 && !isAdding ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t.none} />
      ) : null}
      {isAdding ? (
        <LinkForm {...props} onClose={() => setAdding(false)} />
      ) : (
        <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setAdding(true)}>
          {t.add}
        </Button>
      )}
    </section>
  );
}
