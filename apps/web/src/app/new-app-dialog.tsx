import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useLocalize, useText } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Checkbox, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { shellText } from "../shell/text.ts";

interface NewAppValues {
  readonly zh: string;
  readonly en?: string;
  readonly template: string;
  readonly sampleData: boolean;
}

/** Creates an app, empty or from a template, and opens it. */
export function NewAppDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText(shellText);
  const api = useApi();
  const localize = useLocalize();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [form] = Form.useForm<NewAppValues>();
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const template = Form.useWatch("template", form);
  const setup = useQuery({ queryKey: keys.setup, queryFn: () => api.call(routes.setupStatus, {}) });
  const create = useMutation({
    mutationFn: (values: NewAppValues) =>
      api.call(routes.createApp, {
        body: {
          name: { zh: values.zh, en: values.en || values.zh },
          ...(values.template ? { template: values.template, sampleData: values.sampleData } : {}),
        },
      }),
    onSuccess: async ({ id }) => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: keys.apps }),
        queryClient.invalidateQueries({ queryKey: keys.me }),
      ]);
      void navigate(`/a/${id}`);
    },
    onError: (error) => setProblem(errorMessage(error)),
  });
  const choices = [
    { value: "", label: t.emptyApp },
    ...(setup.data?.templates ?? []).map((each) => ({ value: each.id, label: localize(each.name) })),
  ];
  return (
    <Modal
      open
      title={t.newApp}
      okText={t.create}
      cancelText={t.cancel}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={create.isPending}
    >
      <Form<NewAppValues>
        form={form}
        layout="vertical"
        initialValues={{ template: "", sampleData: true }}
        onFinish={(values) => create.mutate(values)}
      >
        {problem ? <Alert type="error" showIcon title={problem} role="alert" /> : null}
        <Form.Item name="zh" label={t.appNameZh} rules={[{ required: true, message: t.enterAppName }]}>
          <Input autoFocus maxLength={50} />
        </Form.Item>
        <Form.Item name="en" label={t.appNameEn}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="template" label={t.template}>
          <Select options={choices} />
        </Form.Item>
        <Form.Item name="sampleData" valuePropName="checked" hidden={!template}>
          <Checkbox>{t.sampleData}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
