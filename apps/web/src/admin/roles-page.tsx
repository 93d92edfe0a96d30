import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { PageHeader, Panel, useLocalize, useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Select, Tag } from "antd";
import { Link } from "react-router";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { type AppRoles, useAccounts, useAppRoles } from "./admin-queries.ts";
import { adminText } from "./text.ts";

/** `/admin/roles`: who holds which role in each app. */
export function RolesPage() {
  const t = useText(adminText);
  const localize = useLocalize();
  const apps = useAppRoles();
  return (
    <div className="page page-narrow">
      <PageHeader title={t.roles} description={t.rolesHint} />
      {apps.map((app) => (
        <Panel key={app.id} title={localize(app.name)}>
          <ul className="role-list">
            {app.roles.map((role) => (
              <li key={role.id}>
                <div className="role-name">
                  <b>{localize(role.name)}</b>
                  {role.builder ? <Tag color="green">{t.builderRole}</Tag> : null}
                  <Link to={`/a/${app.id}/build/roles/${role.id}`}>{t.openRole}</Link>
                </div>
                <RoleMembers app={app} role={role.id} label={`${localize(role.name)}: ${t.addMember}`} />
              </li>
            ))}
          </ul>
        </Panel>
      ))}
    </div>
  );
}

function RoleMembers({
  app,
  role,
  label,
}: {
  readonly app: AppRoles;
  readonly role: string;
  readonly label: string;
}) {
  const t = useText(adminText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const accounts = useAccounts().data ?? [];
  const holders = accounts.filter((account) => account.roles[app.id]?.includes(role)).map(({ id }) => id);
  const change = useMutation({
    mutationFn: async (next: readonly string[]) => {
      for (const account of accounts) {
        const had = holders.includes(account.id);
        if (had === next.includes(account.id)) continue;
        const before = account.roles[app.id] ?? [];
        const roles = had ? before.filter((each) => each !== role) : [...before, role];
        await api.call(routes.updateAccount, {
          params: { id: account.id },
          body: { roles: { ...account.roles, [app.id]: roles } },
        });
      }
    },
    onError: (error) => message.error(errorMessage(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.accounts }),
  });
  return (
    <Select
      mode="multiple"
      className="role-members"
      aria-label={label}
      placeholder={t.nobody}
      value={holders}
      loading={change.isPending}
      disabled={change.isPending}
      onChange={(next) => change.mutate(next)}
      showSearch={{ optionFilterProp: "label" }}
      options={accounts.map((account) => ({ value: account.id, label: account.name }))}
    />
  );
}
