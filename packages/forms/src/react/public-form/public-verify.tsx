import { useApi } from "@mortise/contract/react";
import { routes } from "@mortise/contract";
import { fieldType } from "@mortise/fields";
import type { EntityDocument, FormDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Alert, Form, Select } from "antd";
import { codeChannelOf } from "../../model/layout/code-channel.ts";
import { fieldItems } from "../../model/layout/item-tree.ts";
import { publicFormText } from "./text.ts";

interface PublicVerifyProps {
  readonly document: FormDocument;
  readonly entity: EntityDocument;
  readonly value: readonly string[];
  readonly onChange: (fields: readonly string[]) => void;
}

/** Which answers are proved by a code that is sent there, as far as this server can send any. */
export function PublicVerify({ document, entity, value, onChange }: PublicVerifyProps) {
  const t = useText(publicFormText);
  const localize = useLocalize();
  const api = useApi();
  const { data: channels } = useQuery({
    queryKey: ["code-channels"],
    queryFn: () => api.call(routes.codeChannels, {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const placed = new Set(fieldItems(document.items).map(({ field }) => field));
  const fields = entity.fields.flatMap((field) => {
    const channel = placed.has(field.id)
      ? codeChannelOf(fieldType(field.type).publicInput?.(field))
      : undefined;
    return channel ? [{ field, channel }] : [];
  });
  const missing = channels
    ? [...new Set(fields.map(({ channel }) => channel))].filter((channel) => !channels[channel])
    : [];
  const hints = { sms: t.noSms, email: t.noEmail };
  return (
    <>
      <Form.Item label={t.verify} extra={t.verifyHint}>
        <Select<string[]>
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t.verify}
          value={[...value]}
          options={fields.map(({ field, channel }) => ({
            value: field.id,
            label: localize(field.name),
            disabled: channels?.[channel] !== true && !value.includes(field.id),
          }))}
          onChange={onChange}
        />
      </Form.Item>
      {missing.map((channel) => (
        <Alert
          key={channel}
          type={
            fields.some((one) => one.channel === channel && value.includes(one.field.id)) ? "warning" : "info"
          }
          title={hints[channel]}
          style={{ marginBottom: 16 }}
        />
      ))}
    </>
  );
}
