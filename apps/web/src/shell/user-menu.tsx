import {
  ClockCircleOutlined,
  KeyOutlined,
  LogoutOutlined,
  SettingOutlined,
  SwapOutlined,
} from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Avatar, Button, Dropdown } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { forgetAllTyped } from "../record/typed-draft.ts";
import { keys } from "../session/query-keys.ts";
import type { Me } from "../session/session.ts";
import { PasswordDialog } from "./password-dialog.tsx";
import { shellText } from "./text.ts";

/** The person's own menu: duty and leave, delegations, password, administration, sign-out. */
export function UserMenu({ me }: { readonly me: Me }) {
  const t = useText(shellText);
  const api = useApi();
  const navigate = useNavigate();
  const { app } = useParams();
  const queryClient = useQueryClient();
  const [password, setPassword] = useState(false);
  const signOut = useMutation({
    mutationFn: () => api.call(routes.signOut, {}),
    onSettled: () => {
      forgetAllTyped();
      queryClient.clear();
      queryClient.setQueryData(keys.me, null);
      void navigate("/sign-in");
    },
  });
  const items = [
    ...(me.admin
      ? [
          {
            key: "admin",
            icon: <SettingOutlined />,
            label: t.administration,
            onClick: () => void navigate("/admin/people"),
          },
        ]
      : []),
    ...(app === undefined
      ? []
      : [
          {
            key: "duty",
            icon: <ClockCircleOutlined />,
            label: t.duty,
            onClick: () => void navigate(`/a/${app}/duty`),
          },
          {
            key: "delegations",
            icon: <SwapOutlined />,
            label: t.delegations,
            onClick: () => void navigate(`/a/${app}/delegations`),
          },
        ]),
    { key: "password", icon: <KeyOutlined />, label: t.changePassword, onClick: () => setPassword(true) },
    { type: "divider" as const },
    { key: "out", icon: <LogoutOutlined />, label: t.signOut, onClick: () => signOut.mutate() },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
        <Button type="text" className="user-button" aria-label={`${t.account}: ${me.name}`}>
          <Avatar size={28}>{me.name.slice(-2)}</Avatar>
        </Button>
      </Dropdown>
      <PasswordDialog open={password} onClose={() => setPassword(false)} />
    </>
  );
}
