import { CheckCircleOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { text } from "./text.ts";

/** Puts a run among the tests of its flow's draft. */
export function KeepTestButton({ app, run }: { readonly app: string; readonly run: string }) {
  const t = useText(text);
  const api = useApi();
  const { message } = App.useApp();
  const keep = useMutation({
    mutationFn: () => api.call(routes.keepRunAsTest, { params: { app, id: run } }),
    onSuccess: () => message.success(t.kept),
    onError: (error) => message.error(error.message),
  });
  return (
    <Button icon={<CheckCircleOutlined />} loading={keep.isPending} onClick={() => keep.mutate()}>
      {t.keep}
    </Button>
  );
}
