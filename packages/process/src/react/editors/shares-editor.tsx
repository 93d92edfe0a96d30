import { PlusOutlined } from "@ant-design/icons";
import { RemoteSelect, type SettingControlProps, useFieldServices } from "@mortise/fields/react";
import { fillText, type JsonObject } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { Button, InputNumber } from "antd";
import { MOST_SHARE } from "../../strategies/weighted/smooth.ts";
import { moveBy, objectsIn, removeAt, replaceAt } from "./json-list.ts";
import { SortedItem } from "./sorted-item.tsx";
import { text } from "./text.ts";

/** Edits who takes part and with how many shares, and says beside each what part of all that is. */
export function SharesEditor({ value, onChange, disabled = false }: SettingControlProps) {
  const t = useText(text);
  const services = useFieldServices();
  const rows = objectsIn(value);
  const all = rows.reduce((sum, row) => sum + shareOf(row), 0);
  return (
    <div className="flow-list">
      {rows.map((row, index) => (
        <SortedItem
          // Rows carry no id; their place is all there is, and every control in them is controlled.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          head={
            <div className="flow-share">
              <RemoteSelect
                multiple={false}
                value={typeof row["user"] === "string" ? row["user"] : null}
                size="small"
                disabled={disabled}
                search={services.searchUsers}
                onChange={(user) =>
                  onChange(replaceAt(rows, index, { ...row, user: typeof user === "string" ? user : "" }))
                }
              />
              <InputNumber
                aria-label={t.share}
                size="small"
                min={1}
                max={MOST_SHARE}
                precision={0}
                disabled={disabled}
                value={typeof row["share"] === "number" ? row["share"] : null}
                onChange={(share) => onChange(replaceAt(rows, index, { ...row, share }))}
              />
              <span className="flow-hint">
                {fillText(t.shareOfAll, { percent: all > 0 ? Math.round((shareOf(row) / all) * 100) : 0 })}
              </span>
            </div>
          }
          onMove={(by) => onChange(moveBy(rows, index, by))}
          onRemove={() => onChange(removeAt(rows, index))}
        />
      ))}
      <Button
        icon={<PlusOutlined />}
        size="small"
        disabled={disabled}
        onClick={() => onChange([...rows, { share: 1 }])}
      >
        {t.addPerson}
      </Button>
    </div>
  );
}

function shareOf(row: JsonObject): number {
  return typeof row["share"] === "number" ? row["share"] : 0;
}
