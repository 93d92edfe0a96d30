import { DeleteOutlined } from "@ant-design/icons";
import type { SettingControlProps } from "@mortise/fields/react";
import type { Json, JsonObject } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import { signatureOf } from "../../model/calls/signature-of.ts";
import { objectsIn } from "../editors/json-list.ts";
import { useNodeScope } from "../editors/node-scope.ts";
import { ValueEditor } from "../editors/value-editor.tsx";
import { text } from "./text.ts";

/** Edits what a call hands over: a value for each input of the called flow. */
export function CallInputsEditor(props: SettingControlProps) {
  const t = useText(text);
  const { catalog, document, settings } = useNodeScope();
  const id = typeof settings["flow"] === "string" ? settings["flow"] : "";
  const flow = id === document.id ? document : catalog.find("flow", id);
  const signature = flow && signatureOf(flow);
  if (!signature) return <p className="flow-hint">{t.chooseFlowFirst}</p>;
  if (signature.inputs.length === 0 && objectsIn(props.value).length === 0)
    return <p className="flow-hint">{t.noInputs}</p>;
  const fields = signature.inputs.map(({ field, isRequired }) => ({ field, isRequired }));
  return <ValueRows {...props} rowKey="input" fields={fields} />;
}

/** Edits what a flow gives back: a value for each result that it declares. */
export function GivenBackEditor(props: SettingControlProps) {
  const t = useText(text);
  const { document } = useNodeScope();
  const outputs = signatureOf(document)?.outputs ?? [];
  if (outputs.length === 0) return <p className="flow-hint">{t.noOutputs}</p>;
  return (
    <ValueRows {...props} rowKey="output" fields={outputs.map((field) => ({ field, isRequired: false }))} />
  );
}

interface ValueRowsProps extends SettingControlProps {
  /** Under which key a row names its field. */
  readonly rowKey: "input" | "output";
  readonly fields: readonly { readonly field: FieldDefinition; readonly isRequired: boolean }[];
}

/** A value for each of some fields, and the rows of fields that are there no more. */
function ValueRows({ value, onChange, sources, disabled = false, rowKey, fields }: ValueRowsProps) {
  const t = useText(text);
  const localize = useLocalize();
  const rows = objectsIn(value);
  const put = (id: string, given: Json): void => {
    const others = rows.filter((row) => row[rowKey] !== id);
    const order = fields.map(({ field }) => field.id);
    const next: readonly JsonObject[] = given === null ? others : [...others, { [rowKey]: id, value: given }];
    onChange(
      next.toSorted(
        (one, other) => order.indexOf(String(one[rowKey])) - order.indexOf(String(other[rowKey])),
      ),
    );
  };
  const known = new Set(fields.map(({ field }) => field.id));
  const gone = rows.filter((row) => !known.has(String(row[rowKey])));
  return (
    <div className="flow-list">
      {fields.map(({ field, isRequired }) => (
        <div key={field.id} className="flow-item" role="group" aria-label={localize(field.name)}>
          <div className="flow-label">
            {localize(field.name)}
            {isRequired ? <span className="flow-required"> *</span> : null}
          </div>
          <ValueEditor
            field={field}
            sources={sources}
            value={rows.find((row) => row[rowKey] === field.id)?.["value"] ?? null}
            disabled={disabled}
            onChange={(next) => put(field.id, next)}
          />
        </div>
      ))}
      {gone.map((row) => (
        <div key={String(row[rowKey])} className="flow-pair">
          <span className="flow-hint">{t.notTaken}</span>
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t.remove}
            onClick={() => put(String(row[rowKey]), null)}
          />
        </div>
      ))}
    </div>
  );
}
