import type { SettingControlProps } from "@mortise/fields/react";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { useNodeScope } from "./node-scope.ts";
import { text } from "./text.ts";

/** Chooses a print template of the flow's entity. */
export function PrintTemplateEditor({ id, value, onChange, disabled }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { catalog, entity } = useNodeScope();
  const prints = catalog.all("print").filter((print) => print.entity === entity);
  return (
    <Select
      id={id}
      placeholder={t.choosePrint}
      value={typeof value === "string" ? value : null}
      disabled={disabled ?? false}
      style={{ width: "100%" }}
      notFoundContent={t.noPrint}
      options={prints.map((print) => ({ value: print.id, label: localize(print.name) }))}
      onChange={(print) => onChange(print ?? undefined)}
    />
  );
}
