import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Form, Modal, Select } from "antd";
import { errorMessage } from "../session/form-errors.ts";
import { type Account, useAccounts } from "./admin-queries.ts";
import { adminText } from "./text.ts";

/** 工作移交: all that waits for a person goes to somebody else, as when they leave. */
export function HandOverDialog({
  account,
  onClose,
}: {
  readonly account: Account;
  readonly onClose: () => void;
}) {
  const t = useText(adminText);
  const api = useApi();
  const { message } = App.useApp();
  const accounts = useAccounts();
  const [form] = Form.useForm<{ to: string }>();
  const handOver = useMutation({
    mutationFn: (to: string) => api.call(routes.handOverWork, { params: { id: account.id }, body: { to } }),
    onSuccess: ({ moved, left }) => {
      void message.success(fillText(left > 0 ? t.handedOverSome : t.handedOver, { n: moved, left }));
      onClose();
    },
  });
  const others = (accounts.data ?? []).filter(({ id, active }) => active && id !== account.id);
  return (
    <Modal
      open
      title={fillText(t.handOverOf, { name: account.name })}
      okText={t.handOver}
      cancelText={t.cancel}
      confirmLoading={handOver.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {handOver.error ? (
        <Alert type="error" showIcon role="alert" title={errorMessage(handOver.error)} />
      ) : null}
      <p>{t.handOverHint}</p>
      <Form form={form} layout="vertical" onFinish={({ to }) => handOver.mutate(to)}>
        <Form.Item name="to" label={t.handOverTo} rules={[{ required: true, message: t.handOverTo }]}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
