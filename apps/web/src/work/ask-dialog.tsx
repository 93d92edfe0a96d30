import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { Form, Input, Modal } from "antd";
import { PersonSelect } from "./person-select.tsx";
import { workText } from "./text.ts";
import { useWorkAction } from "./use-work-action.ts";
import type { WorkItem } from "./work-item.ts";

interface Answer {
  readonly of: string;
  readonly question?: string;
}

/** 委派: asks one person for their word before deciding oneself. */
export function AskDialog({ item, onClose }: { readonly item: WorkItem; readonly onClose: () => void }) {
  const t = useText(workText);
  const api = useApi();
  const [form] = Form.useForm<Answer>();
  const ask = useWorkAction(
    item,
    ({ of, question }: Answer) =>
      api.call(routes.askForWord, {
        params: { id: item.id },
        body: { of, ...(question?.trim() ? { question: question.trim() } : {}) },
      }),
    onClose,
  );
  return (
    <Modal
      open
      title={t.askWord}
      okText={t.confirm}
      cancelText={t.cancel}
      confirmLoading={ask.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p>{t.askWordHint}</p>
      <Form form={form} layout="vertical" onFinish={(answer) => ask.mutate(answer)}>
        <Form.Item name="of" label={t.askWhom} rules={[{ required: true, message: t.choosePerson }]}>
          <PersonSelect />
        </Form.Item>
        <Form.Item name="question" label={t.question}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
