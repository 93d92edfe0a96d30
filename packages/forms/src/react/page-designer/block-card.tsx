import { DeleteOutlined, HolderOutlined, MoreOutlined } from "@ant-design/icons";
import { useDraggable, useDroppable } from "@dnd-kit/core";
import { fillText } from "@mortise/kit";
import type { PageBlock } from "@mortise/metadata";
import { HolderTag, useLocalize, useText } from "@mortise/ui";
import { Button, Dropdown, Tag } from "antd";
import type { KeyboardEvent } from "react";
import { blockName } from "../../model/page/block-offers.ts";
import { usePageDesigner } from "./page-designer-context.ts";
import { pageText } from "./text.ts";

const KEYS: Readonly<Record<string, "up" | "down" | "before" | "after">> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "before",
  ArrowRight: "after",
};

/** A block on the canvas: chosen by click, moved by its handle, by Alt and arrows, or from its menu. */
export function BlockCard({ block, isTarget }: { readonly block: PageBlock; readonly isTarget: boolean }) {
  const t = useText(pageText);
  const localize = useLocalize();
  const { page, catalog, selected, select, step, remove, moveToTab, detail, problems, holders } =
    usePageDesigner();
  const holder = holders?.held.get(block.id);
  const name = localize(blockName(catalog, page, block));
  const {
    setNodeRef: setHandle,
    attributes,
    listeners,
  } = useDraggable({ id: `block/${block.id}`, data: { name, block } });
  const words = fillText(t.beforeBlock, { name });
  const { setNodeRef } = useDroppable({
    id: `before/${block.id}`,
    data: { column: block.column, before: block.id, words },
  });
  const tab = page.columns.find(({ id }) => id === block.column)?.tab;
  const index = page.blocks.indexOf(block);
  const hasProblem = problems.some(({ path }) => path.startsWith(`blocks.${index}.`));
  const keyDown = (event: KeyboardEvent) => {
    const way = event.altKey ? KEYS[event.key] : undefined;
    if (way) step(block.id, way);
    else if (event.key === "Delete" && event.target === event.currentTarget) remove(block.id);
    else return;
    event.preventDefault();
  };
  const items = [
    ...(["up", "down", "before", "after"] as const).map((way) => ({
      key: way,
      label: t[way],
      onClick: () => step(block.id, way),
    })),
    ...page.tabs
      .filter(({ id }) => id !== tab)
      .map((other) => ({
        key: `tab/${other.id}`,
        label: fillText(t.toTab, { name: localize(other.name) }),
        onClick: () => moveToTab(block, other.id),
      })),
    {
      key: "remove",
      label: t.remove,
      danger: true,
      icon: <DeleteOutlined />,
      onClick: () => remove(block.id),
    },
  ];
  const classes = ["pd-block", selected === block.id ? "pd-block-on" : "", isTarget ? "pd-block-target" : ""];
  return (
    <li
      ref={setNodeRef}
      className={classes.filter(Boolean).join(" ")}
      style={holder ? { outline: `2px solid ${holder.color}` } : undefined}
      data-problem={hasProblem || undefined}
    >
      <HolderTag holder={holder} />
      <button
        type="button"
        className="pd-block-body"
        aria-pressed={selected === block.id}
        onClick={() => select(block.id)}
        onKeyDown={keyDown}
      >
        <b>{name}</b>
        {detail(block) === name ? null : <small>{detail(block)}</small>}
        {block.roles?.length ? (
          <span>
            {block.roles.map((role) => (
              <Tag key={role}>{localize(catalog.find("role", role)?.name) || role}</Tag>
            ))}
          </span>
        ) : null}
      </button>
      <span className="pd-block-tools">
        <Button
          ref={setHandle}
          type="text"
          size="small"
          icon={<HolderOutlined aria-hidden="true" />}
          {...attributes}
          {...listeners}
          aria-label={fillText(t.drag, { name })}
        />
        <Dropdown menu={{ items }} trigger={["click"]}>
          <Button
            type="text"
            size="small"
            icon={<MoreOutlined aria-hidden="true" />}
            aria-label={fillText(t.actions, { name })}
          />
        </Dropdown>
      </span>
    </li>
  );
}
