import { DeleteOutlined } from "@ant-design/icons";
import { useFieldServices } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import type { FieldDefinition, FormButtonAction, FormLink, SetAction } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button, Form, Input, Segmented } from "antd";
import { mayEmbed } from "../../model/logic/link-address.ts";
import { SetValue } from "../rules/set-value.tsx";
import { ParameterFields } from "./parameter-fields.tsx";
import { designerText } from "./text.ts";

interface LinkSettingsProps {
  readonly link: FormLink;
  readonly fields: readonly FieldDefinition[];
  /** For a page within the form: only some hosts are allowed. */
  readonly isFrame?: boolean;
  readonly onChange: (link: FormLink, burst: string) => void;
}

/** An address and which fields it takes along. */
export function LinkSettings({ link, fields, isFrame, onChange }: LinkSettingsProps) {
  const t = useText(designerText);
  const { frameHosts = [] } = useFieldServices();
  const host = URL.canParse(link.url) ? new URL(link.url).host : "";
  const isRefused = isFrame === true && host !== "" && !mayEmbed(link.url, frameHosts);
  return (
    <>
      <Form.Item
        label={t.url}
        {...(isRefused
          ? { validateStatus: "warning" as const, help: fillText(t.frameHostRefused, { host }) }
          : {})}
      >
        <Input
          aria-label={t.url}
          value={link.url}
          onChange={({ target }) => onChange({ ...linkOnly(link), url: target.value.trim() }, "url")}
        />
      </Form.Item>
      <ParameterFields
        label={t.urlParameters}
        hint={t.addressParameter}
        fields={fields}
        value={link.parameters ?? {}}
        onChange={(parameters) => onChange({ url: link.url, parameters }, "parameters")}
      />
    </>
  );
}

/** The link without whatever else its item holds. */
function linkOnly({ url, parameters }: FormLink): FormLink {
  return { url, ...(parameters ? { parameters } : {}) };
}

interface ButtonSettingsProps {
  readonly action: FormButtonAction;
  readonly fields: readonly FieldDefinition[];
  readonly onChange: (action: FormButtonAction, burst: string) => void;
}

const NEW_SET: SetAction = { type: "set", field: "", value: null };

/** What a button does when it is pressed. */
export function ButtonSettings({ action, fields, onChange }: ButtonSettingsProps) {
  const t = useText(designerText);
  const setAll = (set: readonly SetAction[]) => onChange({ type: "set", set }, "set");
  return (
    <>
      <Form.Item label={t.buttonDoes}>
        <Segmented
          block
          aria-label={t.buttonDoes}
          value={action.type}
          options={[
            { value: "link", label: t.opensLink },
            { value: "set", label: t.setsValues },
          ]}
          onChange={(type) =>
            onChange(type === "link" ? { type, url: "https://" } : { type: "set", set: [NEW_SET] }, "")
          }
        />
      </Form.Item>
      {action.type === "link" ? (
        <LinkSettings
          link={action}
          fields={fields}
          onChange={(link, burst) => onChange({ type: "link", ...link }, burst)}
        />
      ) : (
        <>
          {action.set.map((one, index) => (
            <div key={index} className="fd-set">
              <SetValue
                action={one}
                fields={fields}
                onChange={(next) => setAll(action.set.with(index, next))}
              />
              <Button
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t.remove}
                onClick={() => setAll(action.set.toSpliced(index, 1))}
              />
            </div>
          ))}
          <Button block type="dashed" onClick={() => setAll([...action.set, NEW_SET])}>
            {t.addSet}
          </Button>
        </>
      )}
    </>
  );
}
