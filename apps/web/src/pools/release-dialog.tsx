import { fillText } from "@mortise/kit";
import { type EntityDocument, poolsOf } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Form, Input, Modal, Select } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { poolsText } from "./text.ts";

/** Why and where records are given back. */
export interface Release {
  readonly reason: string;
  /** The pool they go into; the one they belong to when absent. */
  readonly pool?: string;
}

interface ReleaseValues {
  readonly reason?: string;
  readonly pool?: string;
}

const OWN = "";

/** Asks why records go back, and into which pool where there are several. */
export function ReleaseDialog({
  entity,
  pool: own,
  busy,
  onCancel,
  onRelease,
}: {
  readonly entity: EntityDocument;
  /** The pool to which the record belongs, where it is one record. */
  readonly pool?: string | undefined;
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onRelease: (release: Release) => void;
}) {
  const t = useText(poolsText);
  const localize = useLocalize();
  const { catalog } = useAppModel();
  const [form] = Form.useForm<ReleaseValues>();
  const pools = poolsOf(catalog.documents, entity.id);
  const current = pools.find(({ id }) => id === own);
  // Of several records nobody knows here to which pools they belong: if one of these asks for a reason, so does the dialog.
  const asking = current ? [current] : pools;
  const isNeeded = asking.some(({ giveBack }) => giveBack?.needsReason === true);
  const finish = ({ reason = "", pool = OWN }: ReleaseValues) =>
    onRelease({ reason: reason.trim(), ...(pool === OWN ? {} : { pool }) });
  const ownName = current ? fillText(t.ownPoolNamed, { pool: localize(current.name) }) : t.ownPool;
  return (
    <Modal
      open
      title={t.release}
      okText={t.release}
      cancelText={t.cancel}
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={() => form.submit()}
    >
      <Form<ReleaseValues> form={form} layout="vertical" initialValues={{ pool: OWN }} onFinish={finish}>
        <Form.Item
          name="reason"
          label={t.releaseReason}
          rules={isNeeded ? [{ required: true, whitespace: true, message: t.reasonNeeded }] : []}
        >
          <Input.TextArea autoFocus rows={3} maxLength={500} />
        </Form.Item>
        {pools.length > 1 ? (
          <Form.Item name="pool" label={t.releaseTo}>
            <Select
              options={[
                { value: OWN, label: ownName },
                ...pools
                  .filter(({ id }) => id !== current?.id)
                  .map(({ id, name }) => ({ value: id, label: localize(name) })),
              ]}
            />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}
