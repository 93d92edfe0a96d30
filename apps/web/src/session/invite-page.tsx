import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { EmptyState, useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { Entrance } from "./entrance.tsx";
import { showFormErrors } from "./form-errors.ts";
import { NewPasswordFields } from "./new-password-fields.tsx";
import { keys } from "./query-keys.ts";
import { sessionText } from "./text.ts";

/** `/invite?token=…`: an invited person chooses a password and is signed in. */
export function InvitePage() {
  const t = useText(sessionText);
  const api = useApi();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [search] = useSearchParams();
  const [form] = Form.useForm<{ password: string }>();
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const token = search.get("token");
  const redeem = useMutation({
    mutationFn: (password: string) =>
      api.call(routes.redeemInvite, { body: { token: token ?? "", password } }),
    onSuccess: (me) => {
      queryClient.clear();
      queryClient.setQueryData(keys.me, me);
      void navigate("/", { replace: true });
    },
    onError: (error) => setProblem(showFormErrors(error, form, ["password"])),
  });
  if (!token)
    return (
      <Entrance title={t.inviteTitle}>
        <EmptyState title={t.inviteMissing} hint={t.inviteMissingHint} />
      </Entrance>
    );
  return (
    <Entrance title={t.inviteTitle} hint={t.inviteHint}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => redeem.mutate(values.password)}
      >
        {problem ? <Alert type="error" showIcon title={problem} role="alert" /> : null}
        <NewPasswordFields />
        <Button type="primary" size="large" block htmlType="submit" loading={redeem.isPending}>
          {t.signIn}
        </Button>
      </Form>
    </Entrance>
  );
}
