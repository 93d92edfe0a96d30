import { ApiOutlined, PlusOutlined } from "@ant-design/icons";
import { routes, type RouteOutput } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import {
  EmptyState,
  formatDateTime,
  PageHeader,
  Panel,
  useLocale,
  useLocalize,
  useText,
  useTimeZone,
} from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, Modal, Select, Table, Tag } from "antd";
import { useState } from "react";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { PageError } from "../shell/page-error.tsx";
import { useAppRoles } from "./admin-queries.ts";
import { CopyBox } from "./copy-box.tsx";
import { adminText } from "./text.ts";

type Token = RouteOutput<typeof routes.listTokens>["items"][number];

/** `/admin/tokens`: keys with which other systems call the API. */
export function TokensPage() {
  const t = useText(adminText);
  const api = useApi();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const localize = useLocalize();
  const apps = useAppRoles();
  const [creating, setCreating] = useState(false);
  const tokens = useQuery({ queryKey: keys.tokens, queryFn: () => api.call(routes.listTokens, {}) });
  if (tokens.error) return <PageError error={tokens.error} onRetry={() => void tokens.refetch()} />;
  const appName = (id: string) => localize(apps.find((app) => app.id === id)?.name) || id;
  const roleName = (token: Token, role: string) =>
    localize(apps.find((app) => app.id === token.app)?.roles.find((each) => each.id === role)?.name) || role;
  const time = (value: string | null) => (value ? formatDateTime(value, locale, timeZone) : t.never);
  return (
    <div className="page">
      <PageHeader
        title={t.tokens}
        description={t.tokensHint}
        actions={
          <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setCreating(true)}>
            {t.addToken}
          </Button>
        }
      />
      <Panel flush>
        <Table<Token>
          rowKey="id"
          loading={tokens.isPending}
          dataSource={tokens.data?.items ?? []}
          pagination={false}
          scroll={{ x: "max-content" }}
          locale={{ emptyText: <EmptyState icon={<ApiOutlined aria-hidden="true" />} title={t.noTokens} /> }}
          columns={[
            { title: t.tokenName, dataIndex: "name" },
            { title: t.app, render: (_value, token) => appName(token.app) },
            {
              title: t.roles,
              render: (_value, token) =>
                token.roles.map((role) => <Tag key={role}>{roleName(token, role)}</Tag>),
            },
            { title: t.created, render: (_value, token) => time(token.createdAt) },
            { title: t.lastUsed, render: (_value, token) => time(token.lastUsedAt) },
            { title: t.actions, render: (_value, token) => <RevokeButton token={token} /> },
          ]}
        />
      </Panel>
      {creating ? <NewTokenDialog onClose={() => setCreating(false)} /> : null}
    </div>
  );
}

function RevokeButton({ token }: { readonly token: Token }) {
  const t = useText(adminText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { message, modal } = App.useApp();
  const revoke = useMutation({
    mutationFn: () => api.call(routes.revokeToken, { params: { id: token.id } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.tokens }),
    onError: (error) => message.error(errorMessage(error)),
  });
  const ask = () =>
    void modal.confirm({
      title: `${t.revoke}: ${token.name}`,
      content: t.revokeAsk,
      okText: t.revoke,
      okButtonProps: { danger: true },
      cancelText: t.cancel,
      onOk: () => revoke.mutateAsync().catch(() => undefined),
    });
  return (
    <Button size="small" type="text" danger onClick={ask}>
      {t.revoke}
    </Button>
  );
}

interface TokenValues {
  readonly name: string;
  readonly app: string;
  readonly roles: string[];
}

function NewTokenDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText(adminText);
  const api = useApi();
  const localize = useLocalize();
  const queryClient = useQueryClient();
  const apps = useAppRoles();
  const [form] = Form.useForm<TokenValues>();
  const app = Form.useWatch("app", form);
  const create = useMutation({
    mutationFn: (values: TokenValues) => api.call(routes.createToken, { body: values }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.tokens }),
  });
  const secret = create.data?.secret;
  const required = [{ required: true, message: t.required }];
  const roles = apps.find((each) => each.id === app)?.roles ?? [];
  return (
    <Modal
      open
      title={secret ? t.secret : t.addToken}
      okText={secret ? t.close : t.save}
      cancelText={t.cancel}
      onCancel={onClose}
      onOk={secret ? onClose : () => form.submit()}
      confirmLoading={create.isPending}
    >
      {secret ? (
        <>
          <Alert type="warning" showIcon title={t.secretHint} style={{ marginBottom: 12 }} />
          <CopyBox value={secret} label={t.secret} />
        </>
      ) : (
        <Form<TokenValues> form={form} layout="vertical" onFinish={(values) => create.mutate(values)}>
          {create.error ? (
            <Alert type="error" showIcon title={errorMessage(create.error)} role="alert" />
          ) : null}
          <Form.Item name="name" label={t.tokenName} rules={required}>
            <Input autoFocus maxLength={100} placeholder={t.tokenNameHint} />
          </Form.Item>
          <Form.Item name="app" label={t.app} rules={required}>
            <Select
              placeholder={t.chooseApp}
              onChange={() => form.resetFields(["roles"])}
              options={apps.map((each) => ({ value: each.id, label: localize(each.name) }))}
            />
          </Form.Item>
          <Form.Item name="roles" label={t.roles} rules={required} extra={t.tokenRolesHint}>
            <Select
              mode="multiple"
              showSearch={{ optionFilterProp: "label" }}
              disabled={app === undefined}
              placeholder={app === undefined ? t.chooseAppFirst : t.chooseRoles}
              options={roles.map((role) => ({ value: role.id, label: localize(role.name) }))}
            />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
