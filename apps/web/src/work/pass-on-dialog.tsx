import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { Form, Input, Modal } from "antd";
import { PersonSelect } from "./person-select.tsx";
import { workText } from "./text.ts";
import { useWorkAction } from "./use-work-action.ts";
import type { WorkItem } from "./work-item.ts";

interface Answer {
  readonly to: string;
  readonly comment?: string;
}

/** 转交: puts a to-do, one's own or as an administrator anybody's, into somebody else's hands. */
export function PassOnDialog({ item, onClose }: { readonly item: WorkItem; readonly onClose: () => void }) {
  const t = useText(workText);
  const api = useApi();
  const [form] = Form.useForm<Answer>();
  const passOn = useWorkAction(
    item,
    ({ to, comment }: Answer) =>
      api.call(routes.passOnWorkItem, {
        params: { id: item.id },
        body: { to, ...(comment?.trim() ? { comment: comment.trim() } : {}) },
      }),
    onClose,
  );
  return (
    <Modal
      open
      title={item.mayReassign ? t.reassign : t.passOn}
      okText={t.confirm}
      cancelText={t.cancel}
      confirmLoading={passOn.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p>{item.mayReassign ? t.reassignHint : t.passOnHint}</p>
      <Form form={form} layout="vertical" onFinish={(answer) => passOn.mutate(answer)}>
        <Form.Item name="to" label={t.passOnTo} rules={[{ required: true, message: t.choosePerson }]}>
          <PersonSelect />
        </Form.Item>
        <Form.Item name="comment" label={t.comment}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
