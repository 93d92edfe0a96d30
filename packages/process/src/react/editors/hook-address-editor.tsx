import { CopyOutlined, ReloadOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input, Popconfirm, Space, Spin } from "antd";
import { text } from "./text.ts";
import { useHookPage } from "./use-hook-page.ts";

/** Shows the address to which other systems send, and the secret under which they sign when calls have to be signed. */
export function HookAddressEditor() {
  const t = useText(text);
  const api = useApi();
  const { place, key, page, isSigned } = useHookPage();
  const queries = useQueryClient();
  const renew = useMutation({
    mutationFn: () => api.call(routes.renewFlowHook, { params: place }),
    onSuccess: (renewed) => queries.setQueryData(key, renewed),
  });
  if (page.isError) return <Alert type="warning" showIcon title={t.noAddress} />;
  if (!page.data) return <Spin size="small" />;
  const address = `${window.location.origin}/api/v1/hooks/${page.data.token}`;
  return (
    <div className="flow-list">
      <Copied label={t.address} value={address} />
      {isSigned ? <Copied label={t.secret} value={page.data.secret} /> : null}
      <div className="flow-pair">
        <span className="flow-hint">{t.addressHint}</span>
        <Popconfirm
          title={t.renewAsk}
          okText={t.renew}
          cancelText={t.cancel}
          onConfirm={() => renew.mutate()}
        >
          <Button size="small" icon={<ReloadOutlined />} loading={renew.isPending}>
            {t.renew}
          </Button>
        </Popconfirm>
      </div>
    </div>
  );
}

function Copied({ label, value }: { readonly label: string; readonly value: string }) {
  const t = useText(text);
  return (
    <Space.Compact block>
      <Input readOnly aria-label={label} value={value} />
      <Button
        aria-label={`${t.copyText} ${label}`}
        icon={<CopyOutlined />}
        onClick={() => void navigator.clipboard.writeText(value)}
      />
    </Space.Compact>
  );
}
