import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Form, Input, Modal } from "antd";
import { useState } from "react";
import { errorMessage } from "../session/form-errors.ts";
import { NewPasswordFields } from "../session/new-password-fields.tsx";
import { shellText } from "./text.ts";

interface PasswordValues {
  readonly current: string;
  readonly password: string;
}

/** Changes the person's own password. */
export function PasswordDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useText(shellText);
  const api = useApi();
  const { message } = App.useApp();
  const [form] = Form.useForm<PasswordValues>();
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const change = useMutation({
    mutationFn: ({ current, password }: PasswordValues) =>
      api.call(routes.updateMe, { body: { password: { current, next: password } } }),
    onSuccess: () => {
      void message.success(t.saved);
      onClose();
    },
    onError: (error) => setProblem(errorMessage(error)),
  });
  return (
    <Modal
      title={t.changePassword}
      open={open}
      onCancel={onClose}
      okText={t.save}
      cancelText={t.cancel}
      confirmLoading={change.isPending}
      onOk={() => form.submit()}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        onFinish={(values) => change.mutate(values)}
      >
        {problem ? <Alert type="error" showIcon title={problem} role="alert" /> : null}
        <Form.Item
          name="current"
          label={t.currentPassword}
          rules={[{ required: true, message: t.currentPassword }]}
        >
          <Input.Password size="large" autoComplete="current-password" />
        </Form.Item>
        <NewPasswordFields />
      </Form>
    </Modal>
  );
}
