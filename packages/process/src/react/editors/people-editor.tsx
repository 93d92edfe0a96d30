import { PlusOutlined } from "@ant-design/icons";
import { type SettingControlProps, SettingsPanel } from "@mortise/fields/react";
import { useLocalize, useText } from "@mortise/ui";
import { Dropdown, Button } from "antd";
import { findPeople, peopleSources } from "../../people/index.ts";
import { objectsIn, removeAt, replaceAt } from "./json-list.ts";
import { SortedItem } from "./sorted-item.tsx";
import { text } from "./text.ts";

/** Edits whom a step means: owner, manager, team, role, named people … */
export function PeopleEditor({ value, onChange, sources, disabled }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const list = objectsIn(value);
  return (
    <div className="flow-list">
      {list.map((item, index) => {
        const source = findPeople(typeof item["source"] === "string" ? item["source"] : undefined);
        return (
          <SortedItem
            // Entries carry no id; every control in them is controlled.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            head={source ? localize(source.name) : t.chooseSource}
            onRemove={() => onChange(removeAt(list, index))}
          >
            {source && source.settings.length > 0 ? (
              <SettingsPanel
                specs={source.settings}
                value={item}
                sources={sources}
                onChange={(next) => onChange(replaceAt(list, index, next))}
              />
            ) : null}
          </SortedItem>
        );
      })}
      <Dropdown
        trigger={["click"]}
        disabled={disabled ?? false}
        menu={{
          items: peopleSources.map(({ id, name }) => ({ key: id, label: localize(name) })),
          onClick: ({ key }) => onChange([...list, { source: key }]),
        }}
      >
        <Button icon={<PlusOutlined />} size="small">
          {t.addPeople}
        </Button>
      </Dropdown>
    </div>
  );
}
