import { PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { PageHeader, Panel, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Input, Modal, Space, Table, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useSession } from "../session/session.ts";
import { useViewAs } from "../shell/use-view-as.ts";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { PageError } from "../shell/page-error.tsx";
import { type Account, type AppRoles, useAccounts, useAppRoles, useTeams } from "./admin-queries.ts";
import { CopyBox } from "./copy-box.tsx";
import { PersonDrawer } from "./person-drawer.tsx";
import { adminText } from "./text.ts";

interface Invitation {
  readonly name: string;
  readonly token: string;
}

/** `/admin/people`: everyone who may sign in. */
export function PeoplePage() {
  const t = useText(adminText);
  const accounts = useAccounts();
  const apps = useAppRoles();
  const [typed, setTyped] = useState("");
  const [editing, setEditing] = useState<Account | "new" | undefined>(undefined);
  const [invitation, setInvitation] = useState<Invitation | undefined>(undefined);
  const columns = usePeopleColumns(apps, setEditing, setInvitation);
  const phone = useIsPhone();
  if (accounts.error) return <PageError error={accounts.error} onRetry={() => void accounts.refetch()} />;
  const word = typed.trim().toLowerCase();
  const shown = (accounts.data ?? []).filter((account) =>
    [account.name, account.email, account.mobile].some((text) => text?.toLowerCase().includes(word)),
  );
  return (
    <div className="page">
      <PageHeader
        title={t.people}
        description={t.peopleHint}
        actions={
          <>
            <Input
              allowClear
              prefix={<SearchOutlined aria-hidden="true" />}
              placeholder={t.search}
              aria-label={t.search}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              style={{ width: 220 }}
            />
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden="true" />}
              onClick={() => setEditing("new")}
            >
              {t.addPerson}
            </Button>
          </>
        }
      />
      <Panel flush>
        <Table<Account>
          rowKey="id"
          size="middle"
          loading={accounts.isPending}
          dataSource={shown}
          columns={
            phone ? columns.filter((column) => column.key !== "teams" && column.key !== "roles") : columns
          }
          pagination={shown.length > 50 ? { pageSize: 50 } : false}
          scroll={{ x: "max-content" }}
        />
      </Panel>
      {editing ? (
        <PersonDrawer
          account={editing === "new" ? undefined : editing}
          apps={apps}
          onClose={() => setEditing(undefined)}
          onInvited={setInvitation}
        />
      ) : null}
      <Modal
        open={invitation !== undefined}
        title={t.invite}
        footer={null}
        onCancel={() => setInvitation(undefined)}
        closable={{ "aria-label": t.close }}
      >
        <p>{fillText(t.inviteHint, { name: invitation?.name ?? "" })}</p>
        <CopyBox label={t.invite} value={inviteLink(invitation?.token ?? "")} />
      </Modal>
    </div>
  );
}

/** The server may answer the whole link or its token only. */
function inviteLink(token: string): string {
  if (/^https?:/.test(token)) return token;
  if (token.startsWith("/")) return window.location.origin + token;
  return `${window.location.origin}/invite?token=${encodeURIComponent(token)}`;
}

function usePeopleColumns(
  apps: readonly AppRoles[],
  edit: (account: Account) => void,
  invited: (invitation: Invitation) => void,
): TableColumnsType<Account> {
  const t = useText(adminText);
  const localize = useLocalize();
  const teams = new Map((useTeams().data ?? []).map((team) => [team.id, team.name]));
  return [
    {
      key: "name",
      title: t.name,
      render: (_value, account) => (
        <div className="person">
          <span>
            <b>{account.name}</b>
            {account.admin ? <Tag color="gold">{t.administrator}</Tag> : null}
          </span>
          <small>{account.email ?? account.mobile}</small>
        </div>
      ),
    },
    {
      key: "teams",
      title: t.teams,
      render: (_value, account) =>
        account.teams.map(({ team, leader }) => (
          <Tag key={team} {...(leader ? { color: "green" } : {})}>
            {leader ? fillText(t.leaderOf, { team: teams.get(team) ?? "—" }) : (teams.get(team) ?? "—")}
          </Tag>
        )),
    },
    {
      key: "roles",
      title: t.roles,
      render: (_value, account) =>
        apps.flatMap((app) =>
          (account.roles[app.id] ?? []).map((role) => (
            <Tag key={`${app.id}/${role}`}>
              {localize(app.roles.find((each) => each.id === role)?.name) || role}
            </Tag>
          )),
        ),
    },
    {
      key: "status",
      title: t.status,
      render: (_value, account) =>
        account.active ? <Tag color="success">{t.active}</Tag> : <Tag>{t.inactive}</Tag>,
    },
    {
      key: "actions",
      title: t.actions,
      fixed: "right",
      render: (_value, account) => (
        <PersonActions account={account} onEdit={() => edit(account)} onInvited={invited} />
      ),
    },
  ];
}

function PersonActions({
  account,
  onEdit,
  onInvited,
}: {
  readonly account: Account;
  readonly onEdit: () => void;
  readonly onInvited: (invitation: Invitation) => void;
}) {
  const t = useText(adminText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { message, modal } = App.useApp();
  const { me } = useSession();
  const viewAs = useViewAs();
  const setActive = useMutation({
    mutationFn: (active: boolean) =>
      api.call(routes.updateAccount, { params: { id: account.id }, body: { active } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.accounts }),
    onError: (error) => message.error(errorMessage(error)),
  });
  const invite = useMutation({
    mutationFn: () => api.call(routes.inviteAccount, { params: { id: account.id } }),
    onSuccess: (answer) => onInvited({ name: account.name, token: answer.invite }),
    onError: (error) => message.error(errorMessage(error)),
  });
  const deactivate = () =>
    void modal.confirm({
      title: t.deactivate,
      content: fillText(t.deactivateAsk, { name: account.name }),
      okText: t.deactivate,
      okButtonProps: { danger: true },
      cancelText: t.cancel,
      onOk: () => setActive.mutateAsync(false).catch(() => undefined),
    });
  return (
    <Space>
      <Button size="small" onClick={onEdit}>
        {t.edit}
      </Button>
      {account.active && account.id !== me?.id ? (
        <Button
          size="small"
          type="text"
          loading={viewAs.isPending}
          onClick={() => viewAs.mutate({ account: account.id })}
        >
          {t.viewAs}
        </Button>
      ) : null}
      {account.active ? (
        <Button size="small" type="text" loading={invite.isPending} onClick={() => invite.mutate()}>
          {t.newInvite}
        </Button>
      ) : null}
      {account.active ? (
        <Button size="small" type="text" danger onClick={deactivate}>
          {t.deactivate}
        </Button>
      ) : (
        <Button size="small" type="text" onClick={() => setActive.mutate(true)}>
          {t.activate}
        </Button>
      )}
    </Space>
  );
}
