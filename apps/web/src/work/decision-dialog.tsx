import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { Form, Input, Modal } from "antd";
import { workText } from "./text.ts";
import { useWorkAction } from "./use-work-action.ts";
import type { Decision, WorkItem } from "./work-item.ts";

/** Takes the word of a person with their comment; rejecting and returning need a reason. */
export function DecisionDialog({
  item,
  decision,
  onClose,
}: {
  readonly item: WorkItem;
  readonly decision: Decision;
  readonly onClose: () => void;
}) {
  const t = useText(workText);
  const api = useApi();
  const [form] = Form.useForm<{ comment?: string }>();
  const isWord = item.origin === "word";
  const needsReason = isWord || decision === "rejected" || decision === "returned";
  const titles: Readonly<Record<Decision, string>> = {
    approved: t.approve,
    rejected: t.reject,
    returned: t.giveBack,
    done: isWord ? t.giveWord : t.finish,
  };
  const missing = isWord ? t.wordRequired : t.reasonRequired;
  const decide = useWorkAction(
    item,
    (comment: string | undefined) =>
      api.call(routes.decideWorkItem, {
        params: { id: item.id },
        body: { decision, ...(comment?.trim() ? { comment: comment.trim() } : {}) },
      }),
    onClose,
  );
  return (
    <Modal
      open
      title={titles[decision]}
      okText={t.confirm}
      cancelText={t.cancel}
      confirmLoading={decide.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" onFinish={({ comment }) => decide.mutate(comment)}>
        <Form.Item
          name="comment"
          label={isWord ? t.word : needsReason ? t.reason : t.comment}
          rules={[{ required: needsReason, whitespace: true, message: missing }]}
        >
          <Input.TextArea rows={3} maxLength={2000} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
