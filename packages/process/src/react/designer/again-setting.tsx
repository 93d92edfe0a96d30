import { type Catalog, type FlowDocument, WHOLE_FLOW } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { text } from "../text.ts";

/** Stands for the record itself in the list; the document leaves it out. */
const SAME_RECORD = "";

interface AgainSettingProps {
  readonly flow: FlowDocument;
  readonly catalog: Catalog;
  readonly onChange: (flow: FlowDocument) => void;
}

/** What happens when the flow is set off again while it runs, and with queues: which runs wait for each other. */
export function AgainSetting({ flow, catalog, onChange }: AgainSettingProps) {
  const t = useText(text);
  const again = (["parallel", "restart", "ignore", "queue"] as const).map((value) => ({
    value,
    label: t[value],
  }));
  const { queueBy: _old, ...rest } = flow;
  return (
    <div>
      <div className="flow-label">{t.again}</div>
      <Select
        aria-label={t.again}
        style={{ width: "100%" }}
        value={flow.again}
        options={again}
        onChange={(value) => onChange({ ...rest, again: value })}
      />
      {flow.again === "queue" ? <QueueSetting flow={flow} catalog={catalog} onChange={onChange} /> : null}
    </div>
  );
}

function QueueSetting({ flow, catalog, onChange }: AgainSettingProps) {
  const t = useText(text);
  const localize = useLocalize();
  const fields = catalog.find("entity", flow.entity)?.fields ?? [];
  const options = [
    { value: SAME_RECORD, label: t.sameRecord },
    ...fields.map(({ id, name }) => ({
      value: id,
      label: t.sameValue.replace("{field}", localize(name)),
    })),
    { value: WHOLE_FLOW, label: t.wholeFlow },
  ];
  const { queueBy: _old, ...rest } = flow;
  return (
    <>
      <div className="flow-label">{t.queueBy}</div>
      <Select
        aria-label={t.queueBy}
        style={{ width: "100%" }}
        showSearch
        optionFilterProp="label"
        value={flow.queueBy ?? SAME_RECORD}
        options={options}
        onChange={(value) => onChange(value === SAME_RECORD ? rest : { ...rest, queueBy: value })}
      />
      <p className="flow-hint">{t.queueHint}</p>
    </>
  );
}
