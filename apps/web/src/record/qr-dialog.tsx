import { CopyOutlined, DownloadOutlined } from "@ant-design/icons";
import { useFieldServices } from "@mortise/fields/react";
import { useText } from "@mortise/ui";
import { App, Button, Modal, QRCode } from "antd";
import { useRef } from "react";
import { recordText } from "./text.ts";

const SIZE = 240;

/** The address of a record, copied to the clipboard. */
export function useCopyLink(): (entity: string, id: string) => Promise<void> {
  const t = useText(recordText);
  const { message } = App.useApp();
  const { recordUrl } = useFieldServices();
  return async (entity, id) => {
    const link = recordUrl?.(entity, id) ?? window.location.href;
    try {
      await navigator.clipboard.writeText(link);
      void message.success(t.linkCopied);
    } catch {
      // Without a secure connection browsers have no clipboard: the link is shown to be copied by hand.
      void message.info(link, 10);
    }
  };
}

/** The record as a QR code: opens it for whoever may see it, to be scanned, copied or kept as a picture. */
export function QrDialog({
  entity,
  id,
  title,
  onClose,
}: {
  readonly entity: string;
  readonly id: string;
  readonly title: string;
  readonly onClose: () => void;
}) {
  const t = useText(recordText);
  const { recordUrl } = useFieldServices();
  const copy = useCopyLink();
  const box = useRef<HTMLDivElement>(null);
  const save = () => {
    const canvas = box.current?.querySelector("canvas");
    if (!canvas) return;
    const link = document.createElement("a");
    link.href = canvas.toDataURL("image/png");
    link.download = `${title}.png`;
    link.click();
  };
  return (
    <Modal open title={t.qr} width={340} footer={null} onCancel={onClose}>
      <div className="record-qr" ref={box}>
        <div role="img" aria-label={title}>
          <QRCode value={recordUrl?.(entity, id) ?? ""} size={SIZE} type="canvas" bordered={false} />
        </div>
        <b>{title}</b>
        <p>{t.qrHint}</p>
        <div>
          <Button icon={<CopyOutlined aria-hidden="true" />} onClick={() => void copy(entity, id)}>
            {t.copyLink}
          </Button>
          <Button icon={<DownloadOutlined aria-hidden="true" />} onClick={save}>
            {t.saveQr}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
