import { PlusOutlined } from "@ant-design/icons";
import { FieldEditor, RemoteSelect, type SettingControlProps, useFieldServices } from "@mortise/fields/react";
import type { FieldDefinition } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button } from "antd";
import { objectsIn, removeAt, replaceAt } from "./json-list.ts";
import { SortedItem } from "./sorted-item.tsx";
import { text } from "./text.ts";

/** A field that is not stored; lends the region picker. */
const REGION: FieldDefinition = { id: "region", type: "region", name: text.region };

/** Edits the table region → team; the longest matching region wins. */
export function RegionTeamsEditor({ value, onChange, disabled }: SettingControlProps) {
  const t = useText(text);
  const services = useFieldServices();
  const rows = objectsIn(value);
  return (
    <div className="flow-list">
      {rows.map((row, index) => (
        <SortedItem
          // Rows carry no id; their place is all there is, and every control in them is controlled.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          head={
            <div className="flow-pair">
              <FieldEditor
                field={REGION}
                value={typeof row["region"] === "string" ? row["region"] : null}
                size="small"
                onChange={(region) =>
                  onChange(
                    replaceAt(rows, index, { ...row, region: typeof region === "string" ? region : "" }),
                  )
                }
              />
              <RemoteSelect
                multiple={false}
                value={typeof row["team"] === "string" ? row["team"] : null}
                size="small"
                search={services.searchTeams}
                onChange={(team) =>
                  onChange(replaceAt(rows, index, { ...row, team: typeof team === "string" ? team : "" }))
                }
              />
            </div>
          }
          onRemove={() => onChange(removeAt(rows, index))}
        />
      ))}
      <Button
        icon={<PlusOutlined />}
        size="small"
        disabled={disabled ?? false}
        onClick={() => onChange([...rows, {}])}
      >
        {t.addRow}
      </Button>
    </div>
  );
}
