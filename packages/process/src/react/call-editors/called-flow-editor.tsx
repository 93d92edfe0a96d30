import type { SettingControlProps } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { signatureOf } from "../../model/calls/signature-of.ts";
import { useNodeScope } from "../editors/node-scope.ts";
import { text } from "./text.ts";

/** Chooses the flow that a step calls, and says what it gives back. */
export function CalledFlowEditor({ id, value, onChange, disabled }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { catalog, document } = useNodeScope();
  const flows = catalog.all("flow").map((flow) => (flow.id === document.id ? document : flow));
  const callable = flows.flatMap((flow) => {
    const signature = signatureOf(flow);
    return signature ? [{ flow, signature }] : [];
  });
  const chosen = callable.find(({ flow }) => flow.id === value);
  const outputs = chosen?.signature.outputs ?? [];
  const entityName = (entity: string): string =>
    localize(catalog.find("entity", entity)?.name ?? { zh: entity, en: entity });
  return (
    <div className="flow-list">
      <Select
        id={id}
        placeholder={t.chooseFlow}
        showSearch={{ optionFilterProp: "label" }}
        // A flow that is gone shows by its id, so that the complaint below it is understood.
        value={typeof value === "string" && value !== "" ? value : null}
        disabled={disabled ?? false}
        style={{ width: "100%" }}
        notFoundContent={t.noFlows}
        options={callable.map(({ flow }) => ({
          value: flow.id,
          label: [
            localize(flow.name),
            fillText(t.about, { entity: entityName(flow.entity) }),
            ...(flow.enabled ? [] : [t.off]),
          ].join(" · "),
        }))}
        onChange={(flow) => onChange(flow ?? undefined)}
      />
      {callable.length === 0 ? <p className="flow-hint">{t.noFlows}</p> : null}
      {outputs.length > 0 ? (
        <p className="flow-hint">
          {fillText(t.gives, { names: outputs.map(({ name }) => localize(name)).join(" · ") })}
        </p>
      ) : null}
    </div>
  );
}
