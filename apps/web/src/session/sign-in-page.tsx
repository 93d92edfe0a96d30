import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { Navigate, useSearchParams } from "react-router";
import { Entrance } from "./entrance.tsx";
import { showFormErrors } from "./form-errors.ts";
import { keys } from "./query-keys.ts";
import { useSession } from "./session.ts";
import { sessionText } from "./text.ts";

interface SignInValues {
  readonly login: string;
  readonly password: string;
}

/** Only addresses of this product are gone back to after sign-in. */
export function safeNext(next: string | null): string {
  return next?.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : "/";
}

/** `/sign-in`: e-mail or mobile, and password. */
export function SignInPage() {
  const t = useText(sessionText);
  const api = useApi();
  const queryClient = useQueryClient();
  const [search] = useSearchParams();
  const [form] = Form.useForm<SignInValues>();
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const { me } = useSession();
  const setup = useQuery({ queryKey: keys.setup, queryFn: () => api.call(routes.setupStatus, {}) });
  const signIn = useMutation({
    mutationFn: (values: SignInValues) => api.call(routes.signIn, { body: values }),
    onSuccess: (answer) => {
      queryClient.clear();
      queryClient.setQueryData(keys.me, answer);
    },
    onError: (error) => setProblem(showFormErrors(error, form, ["login", "password"])),
  });
  if (me) return <Navigate to={safeNext(search.get("next"))} replace />;
  if (setup.data?.needed) return <Navigate to="/setup" replace />;
  return (
    <Entrance title={t.signIn}>
      <Form<SignInValues>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => {
          setProblem(undefined);
          signIn.mutate(values);
        }}
      >
        {problem ? <Alert type="error" showIcon title={problem} role="alert" /> : null}
        <Form.Item name="login" label={t.login} rules={[{ required: true, message: t.enterLogin }]}>
          <Input size="large" autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={t.password} rules={[{ required: true, message: t.enterPassword }]}>
          <Input.Password size="large" autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" size="large" block htmlType="submit" loading={signIn.isPending}>
          {t.signIn}
        </Button>
      </Form>
    </Entrance>
  );
}
