import type { SettingControlProps } from "@mortise/fields/react";
import type { FlowNode } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { STARTER } from "../../model/ask-terms.ts";
import { announcingSteps } from "../../model/decided.ts";
import { stepsBefore } from "../../model/steps-before.ts";
import { findNode } from "../../nodes/index.ts";
import { useNodeScope } from "./node-scope.ts";
import { text } from "./text.ts";

/** Chooses to which approvals before it a step may return a run, and whether to its starter. */
export function ReturnStepsEditor({ id, value, onChange, disabled }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { document, node = "" } = useNodeScope();
  const before = stepsBefore(document, node);
  const steps = announcingSteps(document).filter((step) => step.id !== node && before.has(step.id));
  const nameOf = (step: FlowNode): string =>
    localize(step.name ?? findNode(step.type)?.name ?? { zh: step.id, en: step.id });
  const chosen = Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  return (
    <Select
      id={id}
      mode="multiple"
      placeholder={t.chooseReturns}
      value={chosen}
      disabled={disabled ?? false}
      style={{ width: "100%" }}
      options={[
        { value: STARTER, label: t.starter },
        ...steps.map((step) => ({ value: step.id, label: nameOf(step) })),
      ]}
      onChange={(next) => onChange([...next])}
    />
  );
}
