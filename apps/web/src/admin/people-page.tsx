import { PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { PageHeader, Panel, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Button, Input, Modal, Table, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { PageError } from "../shell/page-error.tsx";
import { type Account, type AppRoles, useAccounts, useAppRoles, useTeams } from "./admin-queries.ts";
import { CopyBox } from "./copy-box.tsx";
import { type Invitation, PersonActions } from "./person-actions.tsx";
import { PersonDrawer } from "./person-drawer.tsx";
import { adminText } from "./text.ts";

/** `/admin/people`: everyone who may sign in. */
export function PeoplePage() {
  const t = useText(adminText);
  const accounts = useAccounts();
  const apps = useAppRoles();
  const [typed, setTyped] = useState("");
  const [editing, setEditing] = useState<Account | "new" | undefined>(undefined);
  const [invitation, setInvitation] = useState<Invitation | undefined>(undefined);
  const phone = useIsPhone();
  const columns = usePeopleColumns({ apps, phone, edit: setEditing, invited: setInvitation });
  if (accounts.error) return <PageError error={accounts.error} onRetry={() => void accounts.refetch()} />;
  const word = typed.trim().toLowerCase();
  const shown = (accounts.data ?? []).filter((account) =>
    [account.name, account.email, account.mobile, account.employeeNumber].some((text) =>
      text?.toLowerCase().includes(word),
    ),
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

function usePeopleColumns({
  apps,
  phone,
  edit,
  invited,
}: {
  readonly apps: readonly AppRoles[];
  readonly phone: boolean;
  readonly edit: (account: Account) => void;
  readonly invited: (invitation: Invitation) => void;
}): TableColumnsType<Account> {
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
      title: phone ? "" : t.actions,
      fixed: "right",
      render: (_value, account) => (
        <PersonActions account={account} compact={phone} onEdit={() => edit(account)} onInvited={invited} />
      ),
    },
  ];
}
