import { ApiError, type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Modal, Popconfirm } from "antd";
import { secretsKey } from "./secrets-key.ts";
import { text } from "./text.ts";

type Secret = RouteOutput<typeof routes.addFlowSecret>;

/** Props of `SecretDialog`. */
export interface SecretDialogProps {
  readonly app: string;
  /** The one that is changed; without it a new one is made. */
  readonly secret: Secret | undefined;
  readonly host: string | undefined;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}

interface Values {
  readonly name: string;
  readonly host: string;
  readonly value?: string;
}

/** Makes a secret or changes one; what is typed leaves the browser once and never comes back. */
export function SecretDialog({ app, secret, host, onClose, onSaved }: SecretDialogProps) {
  const t = useText(text);
  const api = useApi();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const done = (): void => {
    void client.invalidateQueries({ queryKey: secretsKey(app) });
    onClose();
  };
  const save = useMutation({
    mutationFn: ({ name, host: to, value }: Values) => {
      const body = { name, host: to, ...(value ? { value } : {}) };
      return secret
        ? api.call(routes.changeFlowSecret, { params: { app, id: secret.id }, body })
        : api.call(routes.addFlowSecret, { params: { app }, body });
    },
    onSuccess: ({ id }) => {
      onSaved(id);
      done();
    },
  });
  const remove = useMutation({
    mutationFn: () => api.call(routes.removeFlowSecret, { params: { app, id: secret?.id ?? "" } }),
    onSuccess: done,
  });
  const error = save.error ?? remove.error;
  return (
    <Modal
      open
      title={secret ? t.changeSecret : t.newSecret}
      okText={t.save}
      cancelText={t.cancel}
      confirmLoading={save.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        autoComplete="off"
        initialValues={{ name: secret?.name ?? "", host: secret?.host ?? host ?? "" }}
        onFinish={(values) => save.mutate(values)}
      >
        <p className="flow-hint">{t.secretHint}</p>
        {error ? <Alert type="error" showIcon role="alert" title={reasonOf(error)} /> : null}
        <Form.Item name="name" label={t.secretName} rules={[{ required: true, message: "" }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="host" label={t.secretHost} rules={[{ required: true, message: "" }]}>
          <Input placeholder="api.example.com" />
        </Form.Item>
        <Form.Item
          name="value"
          label={t.secretValue}
          extra={secret ? t.secretKept : null}
          rules={[{ required: secret === undefined, message: "" }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {secret ? (
          <Popconfirm
            title={t.askRemove}
            okText={t.removeSecret}
            cancelText={t.cancel}
            onConfirm={() => remove.mutate()}
          >
            <Button danger type="link" loading={remove.isPending}>
              {t.removeSecret}
            </Button>
          </Popconfirm>
        ) : null}
      </Form>
    </Modal>
  );
}

function reasonOf(error: Error): string {
  if (!(error instanceof ApiError)) return error.message;
  const details = error.body.details.map(({ message }) => message);
  return details.length > 0 ? details.join(" ") : error.body.message;
}
