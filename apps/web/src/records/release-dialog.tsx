import { useText } from "@mortise/ui";
import { Input, Modal } from "antd";
import { useState } from "react";
import { recordsText } from "./text.ts";

/** Asks why records go back to the pool. */
export function ReleaseDialog({
  onCancel,
  onRelease,
}: {
  readonly onCancel: () => void;
  readonly onRelease: (reason: string) => void;
}) {
  const t = useText(recordsText);
  const [reason, setReason] = useState("");
  return (
    <Modal
      open
      title={t.release}
      okText={t.release}
      cancelText={t.cancel}
      onCancel={onCancel}
      onOk={() => onRelease(reason.trim())}
    >
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={500}
        aria-label={t.releaseReason}
        placeholder={t.releaseReason}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
