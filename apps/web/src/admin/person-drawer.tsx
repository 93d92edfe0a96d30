import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Drawer, Form, Input, Select, TreeSelect } from "antd";
import { useState } from "react";
import { showFormErrors } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { type Account, type AppRoles, useTeams } from "./admin-queries.ts";
import { teamTree } from "./team-tree.ts";
import { adminText } from "./text.ts";
import { WorkFields } from "./work-fields.tsx";

interface PersonValues {
  readonly name: string;
  readonly email: string;
  readonly mobile?: string;
  readonly employeeNumber?: string;
  readonly admin: boolean;
  readonly teams: readonly string[];
  readonly leads: readonly string[];
  readonly roles: Readonly<Record<string, readonly string[]>>;
  readonly work: Account["work"];
}

/** The answers of the form as the API takes them; the first team chosen is the main one. */
export function accountInput(values: PersonValues) {
  const all = [...new Set([...(values.teams ?? []), ...(values.leads ?? [])])];
  return {
    name: values.name.trim(),
    email: values.email.trim(),
    mobile: values.mobile?.trim() || null,
    employeeNumber: values.employeeNumber?.trim() || null,
    admin: values.admin,
    teams: all.map((team, index) => ({
      team,
      leader: (values.leads ?? []).includes(team),
      main: index === 0,
    })),
    roles: Object.fromEntries(
      Object.entries(values.roles ?? {}).map(([app, roles]) => [app, [...(roles ?? [])]]),
    ),
    work: { ...NO_WORK, ...values.work },
  };
}

const NO_WORK: Account["work"] = { skills: [], shift: null, capOpen: null, capDay: null };

/** Adds a person or changes one. */
export function PersonDrawer({
  account,
  apps,
  onClose,
  onInvited,
}: {
  readonly account: Account | undefined;
  readonly apps: readonly AppRoles[];
  readonly onClose: () => void;
  readonly onInvited: (invitation: { name: string; token: string }) => void;
}) {
  const t = useText(adminText);
  const api = useApi();
  const queryClient = useQueryClient();
  const [form] = Form.useForm<PersonValues>();
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const save = useMutation({
    mutationFn: async (values: PersonValues) => {
      const body = accountInput(values);
      if (account) await api.call(routes.updateAccount, { params: { id: account.id }, body });
      else {
        const answer = await api.call(routes.createAccount, { body });
        if (answer.invite) onInvited({ name: body.name, token: answer.invite });
      }
    },
    onSuccess: async () => {
      await Promise.all(
        [keys.accounts, keys.teams, keys.directory, keys.me].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      );
      onClose();
    },
    onError: (error) =>
      setProblem(showFormErrors(error, form, ["name", "email", "mobile", "employeeNumber", "teams"])),
  });
  return (
    <Drawer
      open
      size={480}
      title={account ? t.editPerson : t.addPerson}
      onClose={onClose}
      closable={{ "aria-label": t.close }}
      footer={
        <div className="drawer-buttons">
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
            {t.save}
          </Button>
        </div>
      }
    >
      {problem ? <Alert type="error" showIcon title={problem} role="alert" /> : null}
      <Form<PersonValues>
        form={form}
        layout="vertical"
        initialValues={initialValues(account)}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="name" label={t.name} rules={[{ required: true, message: t.enterName }]}>
          <Input />
        </Form.Item>
        <Form.Item
          name="email"
          label={t.email}
          rules={[{ required: true, type: "email", message: t.enterEmail }]}
        >
          <Input inputMode="email" />
        </Form.Item>
        <Form.Item name="mobile" label={t.mobile}>
          <Input inputMode="tel" />
        </Form.Item>
        <Form.Item name="employeeNumber" label={t.employeeNumber} extra={t.employeeNumberHint}>
          <Input maxLength={50} />
        </Form.Item>
        <TeamFields />
        <RoleFields apps={apps} />
        <WorkFields />
        <Form.Item name="admin" valuePropName="checked" extra={t.administratorHint}>
          <Checkbox>{t.administrator}</Checkbox>
        </Form.Item>
      </Form>
    </Drawer>
  );
}

function initialValues(account: Account | undefined): Partial<PersonValues> {
  if (!account) return { admin: false, teams: [], leads: [], roles: {}, work: NO_WORK };
  const teams = account.teams.toSorted((a, b) => Number(b.main) - Number(a.main));
  return {
    name: account.name,
    email: account.email ?? "",
    mobile: account.mobile ?? "",
    employeeNumber: account.employeeNumber ?? "",
    admin: account.admin,
    teams: teams.map(({ team }) => team),
    leads: teams.filter(({ leader }) => leader).map(({ team }) => team),
    roles: account.roles,
    work: account.work,
  };
}

function TeamFields() {
  const t = useText(adminText);
  const tree = [...teamTree(useTeams().data ?? [])];
  return (
    <>
      <Form.Item name="teams" label={t.teamsOf}>
        <TreeSelect
          treeData={tree}
          multiple
          allowClear
          showSearch={{ treeNodeFilterProp: "title" }}
          treeDefaultExpandAll
        />
      </Form.Item>
      <Form.Item name="leads" label={t.leads} extra={t.leadsHint}>
        <TreeSelect
          treeData={tree}
          multiple
          allowClear
          showSearch={{ treeNodeFilterProp: "title" }}
          treeDefaultExpandAll
        />
      </Form.Item>
    </>
  );
}

function RoleFields({ apps }: { readonly apps: readonly AppRoles[] }) {
  const t = useText(adminText);
  const localize = useLocalize();
  return apps.map((app) => (
    <Form.Item key={app.id} name={["roles", app.id]} label={fillText(t.rolesIn, { app: localize(app.name) })}>
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: "label" }}
        allowClear
        options={app.roles.map((role) => ({ value: role.id, label: localize(role.name) }))}
      />
    </Form.Item>
  ));
}
