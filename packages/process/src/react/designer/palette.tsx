import { SnippetsOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { EmptyState, IconByName, useLocalize, useText } from "@mortise/ui";
import { Input, Segmented } from "antd";
import { type KeyboardEvent, useId, useState } from "react";
import { stepsIn } from "../../model/editing/flow-clip.ts";
import { NODE_GROUPS, type NodeType } from "../../model/node-type.ts";
import { nodeTypes } from "../../nodes/index.ts";
import { colorOf } from "../canvas/color-of.ts";
import { text } from "../text.ts";
import { clipStore } from "./clip-store.ts";

/** Props of `Palette`. */
export interface PaletteProps {
  readonly onChoose: (type: string) => void;
  /** Puts the steps copied last in place; absent where nothing is put anywhere. */
  readonly onPaste?: ((text: string) => void) | undefined;
  /** Ways out to choose among, with their names. */
  readonly ways?: readonly string[];
  readonly way?: number;
  readonly onWay?: (way: number) => void;
}

/** All steps by group; typing narrows them, the arrow keys lead through them, Enter takes one. */
export function Palette({ onChoose, onPaste, ways = [], way = 0, onWay }: PaletteProps) {
  const t = useText(text);
  const list = useId();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const groups = foundTypes(query);
  const found = groups.flatMap((group) => group.types);
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setActive(Math.min(active + 1, found.length - 1));
    else if (event.key === "ArrowUp") setActive(Math.max(active - 1, 0));
    else if (event.key === "Enter" && found[active]) onChoose(found[active].id);
    else return;
    event.preventDefault();
  };
  return (
    <div className="flow-palette" role="dialog" aria-label={t.addStep}>
      {ways.length > 1 ? (
        <Segmented
          size="small"
          block
          value={way}
          options={ways.map((label, value) => ({ label, value }))}
          onChange={(value) => onWay?.(Number(value))}
        />
      ) : null}
      <Input
        autoFocus
        allowClear
        placeholder={t.search}
        aria-label={t.search}
        aria-controls={list}
        aria-activedescendant={found[active] ? `${list}-${found[active].id}` : undefined}
        value={query}
        onChange={({ target }) => {
          setQuery(target.value);
          setActive(0);
        }}
        onKeyDown={press}
      />
      {onPaste && query === "" ? <PasteChoice onPaste={onPaste} /> : null}
      {found.length === 0 ? <EmptyState title={t.nothingFound} /> : null}
      <div id={list} className="flow-palette-list">
        <PaletteGroups
          groups={groups}
          list={list}
          active={query === "" && active === 0 ? undefined : found[active]?.id}
          onChoose={onChoose}
        />
      </div>
    </div>
  );
}

interface Group {
  readonly group: NodeType["group"];
  readonly types: readonly NodeType[];
}

function foundTypes(query: string): readonly Group[] {
  const types: readonly NodeType[] = nodeTypes;
  const found = types.filter((type) => matches(type, query));
  return NODE_GROUPS.map((group) => ({ group, types: found.filter((type) => type.group === group) })).filter(
    (group) => group.types.length > 0,
  );
}

function matches(type: NodeType, query: string): boolean {
  const words = [type.name.zh, type.name.en, type.description.zh, type.description.en]
    .join(" ")
    .toLowerCase();
  return words.includes(query.trim().toLowerCase());
}

interface PaletteGroupsProps {
  readonly groups: readonly Group[];
  readonly list: string;
  readonly active: string | undefined;
  readonly onChoose: (type: string) => void;
}

function PaletteGroups({ groups, list, active, onChoose }: PaletteGroupsProps) {
  const t = useText(text);
  const localize = useLocalize();
  return groups.map(({ group, types }) => (
    <section key={group}>
      <div className="flow-label">{t[group]}</div>
      {types.map((type) => (
        <button
          key={type.id}
          id={`${list}-${type.id}`}
          ref={type.id === active ? (line) => line?.scrollIntoView?.({ block: "nearest" }) : null}
          type="button"
          className="flow-choice"
          data-active={type.id === active}
          data-type={type.id}
          onClick={() => onChoose(type.id)}
        >
          <IconByName name={type.icon} style={{ color: colorOf(type.color) }} />
          <span>
            <b>{localize(type.name)}</b>
            <small>{localize(type.description)}</small>
          </span>
        </button>
      ))}
    </section>
  ));
}

/** Offers the steps that were copied last, also from another flow. */
function PasteChoice({ onPaste }: { readonly onPaste: (text: string) => void }) {
  const t = useText(text);
  const [copied] = useState(() => clipStore.text());
  if (copied === undefined) return null;
  return (
    <button type="button" className="flow-choice" onClick={() => onPaste(copied)}>
      <SnippetsOutlined />
      <b>{fillText(t.pasteSteps, { n: stepsIn(copied) })}</b>
    </button>
  );
}
