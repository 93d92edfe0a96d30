import {
  ApartmentOutlined,
  FilterOutlined,
  LineChartOutlined,
  SwapOutlined,
  TableOutlined,
} from "@ant-design/icons";
import { fillText, type LocalizedText } from "@mortise/kit";
import type { Dimension } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Dropdown, type MenuProps } from "antd";
import { breakdownFields, levelBelow } from "../../model/board/explore.ts";
import { reportFields } from "../../model/report-field.ts";
import type { Catalog } from "@mortise/metadata";
import type { PickedFigure } from "./picked-figure.ts";
import { boardText, LEVELS_BELOW } from "./text.ts";

/** What can be done about a figure. */
export interface FigureActions {
  /** One way for each figure over records that it is made of: numerator, denominator. */
  readonly rows: readonly { readonly name: LocalizedText; readonly open: () => void }[];
  readonly down: (() => void) | undefined;
  readonly split: (field: string) => void;
  readonly cross: (() => void) | undefined;
  readonly compare: (() => void) | undefined;
}

/** Props of `FigureMenu`; closed without a figure. */
export interface FigureMenuProps {
  readonly catalog: Catalog;
  readonly picked: PickedFigure | undefined;
  readonly actions: FigureActions | undefined;
  readonly onClose: () => void;
}

/** What a figure leads to, beside the figure: its records, finer groups, other groups, the rest of the dashboard, other periods. */
export function FigureMenu({ catalog, picked, actions, onClose }: FigureMenuProps) {
  const t = useText(boardText);
  const localize = useLocalize();
  if (!picked || !actions) return null;
  const { card, point, at } = picked;
  const fields = reportFields(catalog, card.entity);
  const below = card.dimensions[0] && levelBelow(card.dimensions[0], fields);
  const split = point.reached ? [] : breakdownFields(card, fields);
  const items: NonNullable<MenuProps["items"]> = [
    ...actions.rows.map(({ name, open }, index) => ({
      key: `rows.${index}`,
      icon: <TableOutlined />,
      label: actions.rows.length > 1 ? fillText(t.viewRowsOf, { name: localize(name) }) : t.viewRows,
      onClick: open,
    })),
    ...(below && actions.down
      ? [
          {
            key: "down",
            icon: <ApartmentOutlined />,
            label: fillText(t.down, { name: localize(levelName(below, fields)) }),
            onClick: actions.down,
          },
        ]
      : []),
    ...(split.length > 0
      ? [
          {
            key: "split",
            icon: <SwapOutlined />,
            label: t.breakdown,
            popupClassName: "m-board-fields",
            children: split.map((field) => ({
              key: `split.${field.id}`,
              label: localize(field.name),
              onClick: () => actions.split(field.id),
            })),
          },
        ]
      : []),
    ...(actions.cross
      ? [
          {
            key: "cross",
            icon: <FilterOutlined />,
            label: fillText(t.cross, { name: point.labels.join(" / ") }),
            onClick: actions.cross,
          },
        ]
      : []),
    ...(actions.compare
      ? [{ key: "compare", icon: <LineChartOutlined />, label: t.compare, onClick: actions.compare }]
      : []),
  ];
  return (
    <Dropdown
      open
      trigger={["click"]}
      autoFocus
      menu={{ items, onClick: onClose }}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
    >
      <span className="m-board-anchor" style={{ left: at.x, top: at.y }} />
    </Dropdown>
  );
}

function levelName({ field, grain, level }: Dimension, fields: ReturnType<typeof reportFields>) {
  const names: Readonly<Record<string, { zh: string; en: string }>> = LEVELS_BELOW;
  return names[grain ?? String(level ?? "")] ?? fields.find(({ id }) => id === field)?.name;
}
