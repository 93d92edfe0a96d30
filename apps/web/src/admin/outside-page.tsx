import { ApiOutlined } from "@ant-design/icons";
import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { PageHeader, Panel, useText } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input } from "antd";
import { useState } from "react";
import { showFormErrors } from "../session/form-errors.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { adminText } from "./text.ts";

type Rules = RouteOutput<typeof routes.getOutsideRules>;

const KEY = ["outside-rules"] as const;

/** `/admin/outside`: which other systems flows may call. */
export function OutsidePage() {
  const t = useText(adminText);
  const api = useApi();
  const rules = useQuery({ queryKey: KEY, queryFn: () => api.call(routes.getOutsideRules, {}) });
  if (rules.error) return <PageError error={rules.error} onRetry={() => void rules.refetch()} />;
  if (!rules.data) return <PageLoading />;
  return (
    <div className="page page-narrow">
      <PageHeader icon={<ApiOutlined aria-hidden="true" />} title={t.outside} description={t.outsideHint} />
      <Panel>
        <RulesForm key={rules.data.revision} rules={rules.data} />
      </Panel>
    </div>
  );
}

interface Values {
  readonly hosts: string;
}

function RulesForm({ rules }: { readonly rules: Rules }) {
  const t = useText(adminText);
  const api = useApi();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<string>();
  const save = useMutation({
    mutationFn: ({ hosts }: Values) =>
      api.call(routes.saveOutsideRules, {
        body: {
          hosts: hosts.split(/[\s,，;；]+/).filter((host) => host !== ""),
          revision: rules.revision,
        },
      }),
    onSuccess: (saved) => {
      message.success(t.saved);
      client.setQueryData(KEY, saved);
    },
    onError: (error) => setProblem(showFormErrors(error, form, ["hosts"])),
  });
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ hosts: rules.hosts.join("\n") }}
      onFinish={(values) => {
        setProblem(undefined);
        save.mutate(values);
      }}
    >
      {problem ? <Alert type="error" showIcon role="alert" title={problem} /> : null}
      <Form.Item name="hosts" label={t.outsideHosts} extra={t.outsideHostsHint}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 16 }} placeholder="api.example.com" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t.save}
      </Button>
    </Form>
  );
}
