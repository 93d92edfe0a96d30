import type { SettingControlProps } from "@mortise/fields/react";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { announcingSteps } from "../../model/decided.ts";
import { findNode } from "../../nodes/index.ts";
import { useNodeScope } from "./node-scope.ts";
import { text } from "./text.ts";

/** Chooses a flow of the same entity that has approvals. */
export function ApprovingFlowEditor({ id, value, onChange, disabled }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { catalog, entity, document } = useNodeScope();
  const flows = catalog
    .all("flow")
    .filter((flow) => flow.entity === entity && flow.id !== document.id && announcingSteps(flow).length > 0);
  return (
    <Select
      id={id}
      placeholder={t.chooseApproving}
      value={typeof value === "string" && value !== "" ? value : null}
      disabled={disabled ?? false}
      style={{ width: "100%" }}
      notFoundContent={t.noApproving}
      options={flows.map((flow) => ({ value: flow.id, label: localize(flow.name) }))}
      onChange={(flow) => onChange(flow ?? undefined)}
    />
  );
}

/** Chooses one approval of the flow that was chosen; nothing chosen means any. */
export function ApprovingStepEditor({ id, value, onChange, disabled }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { catalog, settings } = useNodeScope();
  const flow = catalog.find("flow", typeof settings["flow"] === "string" ? settings["flow"] : "");
  const steps = flow ? announcingSteps(flow) : [];
  return (
    <Select
      id={id}
      allowClear
      placeholder={t.anyApproval}
      value={typeof value === "string" && value !== "" ? value : null}
      disabled={(disabled ?? false) || !flow}
      style={{ width: "100%" }}
      options={steps.map((node) => ({
        value: node.id,
        label: localize(node.name ?? findNode(node.type)?.name ?? { zh: node.id, en: node.id }),
      }))}
      onChange={(node) => onChange(node ?? undefined)}
    />
  );
}
