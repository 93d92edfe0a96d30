import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { SettingControlProps } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useNodeScope } from "../editors/node-scope.ts";
import { allows, hostIn } from "./allowed-host.ts";
import { SlotInput } from "./slot-input.tsx";
import { text } from "./text.ts";

/** Edits the address of a request, and says when no administrator has allowed its host. */
export function HttpAddressEditor({
  id,
  spec,
  value,
  onChange,
  sources,
  disabled = false,
}: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const address = typeof value === "string" ? value : "";
  const host = hostIn(address);
  const allowed = useOutside();
  const isMissing = host !== undefined && allowed !== undefined && !allows(allowed.hosts, address);
  return (
    <div className="flow-list">
      <SlotInput
        id={id}
        label={localize(spec.name)}
        placeholder="https://api.example.com/…"
        value={address}
        fields={sources.fields}
        disabled={disabled}
        onChange={onChange}
      />
      {isMissing ? <Alert type="warning" showIcon title={fillText(t.notAllowed, { host })} /> : null}
    </div>
  );
}

/** What flows of the app may reach outside; undefined until it is known. */
export function useOutside() {
  const api = useApi();
  const { catalog } = useNodeScope();
  const app = catalog.all("app")[0]?.id ?? "";
  const { data } = useQuery({
    queryKey: ["outside", app],
    queryFn: () => api.call(routes.outsideAllowed, { params: { app } }),
    retry: false,
  });
  return data;
}
