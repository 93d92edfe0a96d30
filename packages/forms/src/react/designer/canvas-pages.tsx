import { useDroppable } from "@dnd-kit/core";
import { PlusOutlined } from "@ant-design/icons";
import type { FormItem, FormPageItem, FormPagesItem } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { findItem } from "../../model/layout/item-tree.ts";
import { useCurrentDesigner, useDesignerPart } from "./designer-context.ts";
import { onItemKey } from "./item-keys.ts";
import { ItemLabel } from "./item-label.tsx";
import { ItemTools } from "./item-tools.tsx";
import { looksSame } from "./shown-item.ts";
import { designerText } from "./text.ts";

interface CanvasPagesProps {
  readonly item: FormPagesItem;
  readonly renderInner: (items: readonly FormItem[], section: string) => ReactNode;
}

/** Tabs or steps on the canvas: one page is open, the one with the chosen item above all. */
export function CanvasPages({ item, renderInner }: CanvasPagesProps) {
  const t = useText(designerText);
  const designer = useCurrentDesigner();
  const selected = useDesignerPart((actions) => actions.selected);
  const [opened, open] = useState<string>();
  const [seen, setSeen] = useState(selected);
  if (seen !== selected) {
    setSeen(selected);
    const holding = item.items.find(
      (page) => page.id === selected || (selected !== undefined && findItem(page.items, selected)),
    );
    if (holding) open(holding.id);
  }
  const current = item.items.find(({ id }) => id === opened) ?? item.items[0];
  return (
    <>
      <div className="fd-pages" data-look={item.look}>
        {item.items.map((page, index) => (
          <PageHead
            key={page.id}
            page={page}
            number={item.look === "steps" ? index + 1 : undefined}
            isOpen={page === current}
            onOpen={() => open(page.id)}
          />
        ))}
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined />}
          aria-label={t.addPage}
          title={t.addPage}
          onClick={(event) => {
            event.stopPropagation();
            designer().addPage(item);
          }}
        />
      </div>
      {current ? renderInner(current.items, current.id) : null}
    </>
  );
}

interface PageHeadProps {
  readonly page: FormPageItem;
  readonly number: number | undefined;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

/** The head of one page; what is dropped on it goes to the end of the page. */
function PageHead({ page, number, isOpen, onOpen }: PageHeadProps) {
  const designer = useCurrentDesigner();
  const { name, isTarget, isSelected, isRenaming } = useDesignerPart(
    ({ nameOf, target, selected, renaming }) => ({
      name: nameOf(page),
      isTarget: target?.kind === "into" && target.section === page.id,
      isSelected: selected === page.id,
      isRenaming: renaming === page.id,
    }),
    looksSame,
  );
  const { setNodeRef } = useDroppable({ id: `page:${page.id}`, data: { into: page.id } });
  const classes = [
    "fd-page",
    isOpen ? "fd-page-open" : "",
    isSelected ? "fd-selected" : "",
    isTarget ? "fd-page-target" : "",
  ];
  return (
    <div
      ref={setNodeRef}
      className={classes.filter(Boolean).join(" ")}
      role="group"
      aria-label={name}
      aria-current={isSelected ? "true" : undefined}
      data-item={page.id}
      tabIndex={0}
      onClick={(event) => {
        event.stopPropagation();
        designer().select(page.id);
        onOpen();
      }}
      onKeyDown={(event) => onItemKey(event, page, designer())}
    >
      {number === undefined ? null : <b>{number}</b>}
      {/* The first click opens the page, the next one renames it. */}
      {isSelected || isRenaming ? (
        <ItemLabel item={page} name={name} isRenaming={isRenaming} className="fd-page-name" />
      ) : (
        name
      )}
      {isSelected ? <ItemTools item={page} /> : null}
    </div>
  );
}
