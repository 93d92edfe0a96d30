import { DeleteOutlined, QrcodeOutlined } from "@ant-design/icons";
import { type BoardLink, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import {
  CopyLine,
  formatDateTime,
  formatRelativeTime,
  useLocale,
  useNow,
  useText,
  useTimeZone,
} from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Popconfirm, QRCode, Tag } from "antd";
import { useState } from "react";
import { linksKey } from "./share-board-props.ts";
import { sharingText } from "./text.ts";

/** Props of `LinkLine`. */
export interface LinkLineProps {
  readonly app: string;
  readonly dashboard: string;
  readonly link: BoardLink;
}

const QR_SIZE = 168;
const FRAME_HEIGHT = 720;

/** One public link: its address, how often it was opened, how it is embedded and taken back. */
export function LinkLine({ app, dashboard, link }: LinkLineProps) {
  const t = useText(sharingText);
  const api = useApi();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const address = `${window.location.origin}/d/${link.key}`;
  const frame = `<iframe src="${address}" width="100%" height="${FRAME_HEIGHT}" style="border:0"></iframe>`;
  const revoke = useMutation({
    mutationFn: () => api.call(routes.revokeBoardLink, { params: { app, id: link.id } }),
    onSuccess: () => void message.success(t.revoked),
    onError: (error) => void message.error(error.message),
    onSettled: () => client.invalidateQueries({ queryKey: linksKey(app, dashboard) }),
  });
  return (
    <li className="m-share-link">
      <div className="m-share-head">
        <b>{link.name}</b>
        {link.state === "over" ? <Tag>{t.over}</Tag> : null}
        {link.state === "closed" ? (
          <Tag color="warning" title={t.closedHint}>
            {t.closed}
          </Tag>
        ) : null}
        {link.password ? <Tag>{t.hasPassword}</Tag> : null}
        <span className="m-share-buttons">
          <Button
            type="text"
            icon={<QrcodeOutlined />}
            aria-expanded={isOpen}
            aria-label={fillText(t.more, { name: link.name })}
            onClick={() => setOpen(!isOpen)}
          />
          <Popconfirm
            title={t.revokeAsk}
            okText={t.revoke}
            cancelText={t.cancel}
            okButtonProps={{ danger: true }}
            onConfirm={() => revoke.mutate()}
          >
            <Button
              type="text"
              danger
              icon={<DeleteOutlined />}
              aria-label={`${t.revoke} ${link.name}`}
              title={t.revoke}
              loading={revoke.isPending}
            />
          </Popconfirm>
        </span>
      </div>
      <CopyLine label={`${t.address} ${link.name}`} value={address} />
      <Facts link={link} />
      {isOpen ? (
        <div className="m-share-more">
          <QRCode value={address} size={QR_SIZE} aria-label={t.qr} />
          {link.hosts.length > 0 ? (
            <div className="m-share-embed">
              <span>{`${t.embed} · ${link.hosts.join(" ")}`}</span>
              <CopyLine label={t.embed} value={frame} />
            </div>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

function Facts({ link }: Pick<LinkLineProps, "link">) {
  const t = useText(sharingText);
  const locale = useLocale();
  const timeZone = useTimeZone();
  const now = useNow();
  const facts = [
    fillText(t.by, { name: link.by }),
    fillText(t.opens, { n: link.opens }),
    ...(link.openedAt === undefined
      ? []
      : [fillText(t.lastOpened, { time: formatRelativeTime(new Date(link.openedAt), now, locale) })]),
    ...(link.expiresAt === undefined || link.state === "over"
      ? []
      : [fillText(t.until, { time: formatDateTime(link.expiresAt, locale, timeZone) })]),
  ];
  return <p className="m-share-facts">{facts.join(" · ")}</p>;
}
