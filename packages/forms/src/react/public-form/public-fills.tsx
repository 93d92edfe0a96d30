import { describeRule } from "@mortise/fields";
import { useFieldServices } from "@mortise/fields/react";
import type { EntityDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Alert, Form, Select, Switch } from "antd";
import { designerText } from "../designer/text.ts";
import { publicFormText } from "./text.ts";

interface PublicFillsProps {
  readonly entity: EntityDocument;
  readonly value: readonly string[];
  /** Whether what they find is shown while visitors type. */
  readonly isLive: boolean;
  readonly onLive: (isLive: boolean) => void;
  readonly onChange: (rules: readonly string[]) => void;
}

/** Which data linkages work for visitors; nothing to choose where the entity has none. */
export function PublicFills({ entity, value, isLive, onChange, onLive }: PublicFillsProps) {
  const t = useText(designerText);
  const p = useText(publicFormText);
  const localize = useLocalize();
  const services = useFieldServices();
  const linking = (entity.rules ?? []).filter(({ actions }) => actions.some(({ type }) => type === "fill"));
  if (linking.length === 0) return null;
  const options = linking.map((rule) => ({
    value: rule.id,
    label: localize(rule.name ?? describeRule(rule, entity.fields, services.entity)),
  }));
  return (
    <>
      <Form.Item label={t.publicFills} extra={t.publicFillsHint}>
        <Select<string[]>
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t.publicFills}
          value={[...value]}
          options={options}
          onChange={onChange}
        />
      </Form.Item>
      {value.length > 0 ? (
        <Form.Item label={p.liveFills}>
          <Switch aria-label={p.liveFills} checked={isLive} onChange={onLive} />
          <Alert type="warning" title={p.liveFillsHint} style={{ marginTop: 8 }} />
        </Form.Item>
      ) : null}
    </>
  );
}
