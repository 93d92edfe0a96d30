import type { ViewLayout } from "@mortise/metadata";
import { VIEW_LAYOUTS } from "@mortise/metadata";
import { IconByName, useText } from "@mortise/ui";
import { Segmented } from "antd";
import { viewText } from "./text.ts";

/** The icon of each layout. */
export const LAYOUT_ICONS: Readonly<Record<ViewLayout, string>> = {
  table: "table",
  kanban: "app",
  tree: "tree",
  calendar: "calendar",
  gallery: "picture",
  gantt: "gantt",
  map: "region",
};

/** Chooses how a view lays out records. */
export function LayoutChoice({
  value,
  onChange,
}: {
  readonly value: ViewLayout;
  readonly onChange: (layout: ViewLayout) => void;
}) {
  const t = useText(viewText);
  return (
    <Segmented<ViewLayout>
      aria-label={t.layout}
      className="layout-choice"
      value={value}
      onChange={onChange}
      options={VIEW_LAYOUTS.map((layout) => ({
        value: layout,
        icon: <IconByName name={LAYOUT_ICONS[layout]} />,
        label: t[layout],
      }))}
    />
  );
}
