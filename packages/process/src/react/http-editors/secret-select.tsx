import { EditOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useNodeScope } from "../editors/node-scope.ts";
import { secretsKey } from "./secrets-key.ts";
import { SecretDialog } from "./secret-dialog.tsx";
import { text } from "./text.ts";

const NEW = "+";

/** Props of `SecretSelect`. */
export interface SecretSelectProps {
  readonly value: string;
  readonly disabled: boolean;
  /** The host that new secrets are meant for. */
  readonly host: string | undefined;
  readonly onChange: (id: string) => void;
}

/** Chooses one of the app's secrets, or makes one. What a secret holds is never shown. */
export function SecretSelect({ value, disabled, host, onChange }: SecretSelectProps) {
  const t = useText(text);
  const api = useApi();
  const { catalog } = useNodeScope();
  const app = catalog.all("app")[0]?.id ?? "";
  const [editing, setEditing] = useState<string>();
  const secrets = useQuery({
    queryKey: secretsKey(app),
    queryFn: () => api.call(routes.listFlowSecrets, { params: { app } }),
  });
  const items = secrets.data?.items ?? [];
  const known = items.find(({ id }) => id === value);
  const gone = value !== "" && secrets.data && !known ? [{ value, label: t.secretGone }] : [];
  return (
    <div className="flow-slot">
      <Select
        size="small"
        aria-label={t.chooseSecret}
        placeholder={t.chooseSecret}
        disabled={disabled}
        loading={secrets.isPending}
        value={value === "" ? null : value}
        options={[
          ...items.map((secret) => ({ value: secret.id, label: `${secret.name} · ${secret.host}` })),
          ...gone,
          { value: NEW, label: `+ ${t.newSecret}` },
        ]}
        onChange={(id) => (id === NEW ? setEditing(NEW) : onChange(id ?? ""))}
      />
      {known ? (
        <Button
          size="small"
          type="text"
          aria-label={t.changeSecret}
          icon={<EditOutlined />}
          disabled={disabled}
          onClick={() => setEditing(known.id)}
        />
      ) : null}
      {editing === undefined ? null : (
        <SecretDialog
          app={app}
          secret={items.find(({ id }) => id === editing)}
          host={host}
          onClose={() => setEditing(undefined)}
          onSaved={onChange}
        />
      )}
    </div>
  );
}
