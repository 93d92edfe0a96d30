import { PlusOutlined } from "@ant-design/icons";
import { EmptyState, IconByName, useLocalize, useText } from "@mortise/ui";
import { Button, Input, Popover } from "antd";
import { useState } from "react";
import type { ExitPlace } from "../model/flow-edit.ts";
import { NODE_GROUPS, type NodeType } from "../model/node-type.ts";
import { nodeTypes } from "../nodes/index.ts";
import { useCanvasActions } from "./canvas-actions.ts";
import { text } from "./text.ts";

/** The "+" on a line: opens the palette and puts the chosen step there. */
export function InsertButton({ place }: { readonly place: ExitPlace }) {
  const t = useText(text);
  const { insert, readOnly } = useCanvasActions();
  const [isOpen, setOpen] = useState(false);
  if (readOnly) return null;
  return (
    <Popover
      trigger="click"
      placement="right"
      destroyOnHidden
      open={isOpen}
      onOpenChange={setOpen}
      content={
        <Palette
          onChoose={(type) => {
            setOpen(false);
            insert(place, type);
          }}
        />
      }
    >
      <Button
        className="nodrag nopan flow-plus"
        size="small"
        shape="circle"
        icon={<PlusOutlined />}
        aria-label={t.addStep}
      />
    </Popover>
  );
}

function matches(type: NodeType, query: string): boolean {
  const words = [type.name.zh, type.name.en, type.description.zh, type.description.en]
    .join(" ")
    .toLowerCase();
  return words.includes(query.trim().toLowerCase());
}

/** All steps by group; typing narrows them, Enter takes the first. */
function Palette({ onChoose }: { readonly onChoose: (type: string) => void }) {
  const t = useText(text);
  const localize = useLocalize();
  const [query, setQuery] = useState("");
  const types: readonly NodeType[] = nodeTypes;
  const found = types.filter((type) => matches(type, query));
  const groups = NODE_GROUPS.map((group) => ({ group, types: found.filter((type) => type.group === group) }));
  const [first] = groups.flatMap((group) => group.types);
  return (
    <div className="flow-palette" role="dialog" aria-label={t.addStep}>
      <Input
        autoFocus
        allowClear
        placeholder={t.search}
        aria-label={t.search}
        value={query}
        onChange={({ target }) => setQuery(target.value)}
        onPressEnter={() => first && onChoose(first.id)}
      />
      {first ? null : <EmptyState title={t.nothingFound} />}
      {groups.map(({ group, types: members }) =>
        members.length === 0 ? null : (
          <section key={group}>
            <div className="flow-label">{t[group]}</div>
            {members.map((type) => (
              <button key={type.id} type="button" className="flow-choice" onClick={() => onChoose(type.id)}>
                <IconByName name={type.icon} style={{ color: colorOf(type.color) }} />
                <span>
                  <b>{localize(type.name)}</b>
                  <small>{localize(type.description)}</small>
                </span>
              </button>
            ))}
          </section>
        ),
      )}
    </div>
  );
}

/** The CSS colour of a palette name. */
export function colorOf(name: string): string {
  return name === "gray" ? "#6b7280" : `var(--ant-${name}-6, var(--ant-color-primary))`;
}
