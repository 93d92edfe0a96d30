import { MoreOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Dropdown, Space } from "antd";
import { errorMessage } from "../session/form-errors.ts";
import { useSession } from "../session/session.ts";
import { useViewAs } from "../shell/use-view-as.ts";
import { keys } from "../session/query-keys.ts";
import { useState } from "react";
import type { Account } from "./admin-queries.ts";
import { HandOverDialog } from "./hand-over-dialog.tsx";
import { adminText } from "./text.ts";

/** A link by which a person sets a password, to be handed over. */
export interface Invitation {
  readonly name: string;
  readonly token: string;
}

interface PersonActionsProps {
  readonly account: Account;
  /** As a menu behind one button, where there is little room. */
  readonly compact: boolean;
  readonly onEdit: () => void;
  readonly onInvited: (invitation: Invitation) => void;
}

/** What an administrator can do with one person. */
export function PersonActions(props: PersonActionsProps) {
  const t = useText(adminText);
  const { account, compact } = props;
  const [isHandingOver, setIsHandingOver] = useState(false);
  const { isInviting, actions: others } = usePersonActions(props);
  const handOver = { key: "hand-over", label: t.handOver, danger: false, run: () => setIsHandingOver(true) };
  const actions = [...others, handOver];
  const dialog = isHandingOver ? (
    <HandOverDialog account={account} onClose={() => setIsHandingOver(false)} />
  ) : null;
  if (compact)
    return (
      <>
        <Dropdown
          trigger={["click"]}
          menu={{
            items: actions.map(({ key, label, danger, run }) => ({ key, label, danger, onClick: run })),
          }}
        >
          <Button
            type="text"
            loading={isInviting}
            icon={<MoreOutlined aria-hidden="true" />}
            aria-label={`${t.actions}: ${account.name}`}
          />
        </Dropdown>
        {dialog}
      </>
    );
  return (
    <Space>
      {actions.map(({ key, label, danger, run }) => (
        <Button
          key={key}
          size="small"
          danger={danger}
          loading={key === "invite" && isInviting}
          {...(key === "edit" ? {} : { type: "text" as const })}
          onClick={run}
        >
          {label}
        </Button>
      ))}
      {dialog}
    </Space>
  );
}

function usePersonActions({ account, onEdit, onInvited }: PersonActionsProps) {
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
  const edit = { key: "edit", label: t.edit, danger: false, run: onEdit };
  const actions = account.active
    ? [
        edit,
        ...(account.id === me?.id
          ? []
          : [
              {
                key: "view-as",
                label: t.viewAs,
                danger: false,
                run: () => viewAs.mutate({ account: account.id }),
              },
            ]),
        { key: "invite", label: t.newInvite, danger: false, run: () => invite.mutate() },
        { key: "deactivate", label: t.deactivate, danger: true, run: deactivate },
      ]
    : [edit, { key: "activate", label: t.activate, danger: false, run: () => setActive.mutate(true) }];
  return { isInviting: invite.isPending, actions };
}
