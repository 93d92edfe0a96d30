import { ArrowDownOutlined, ArrowUpOutlined, EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import type { PhonePlace } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button, InputNumber } from "antd";
import type { ReactNode } from "react";
import { type BoardItem, movePhone } from "../../model/board/board-edits.ts";
import { phoneColumns, phoneHeight, phoneItems } from "../../model/board/phone-order.ts";
import type { DashboardCommand } from "../../model/dashboard-commands.ts";
import { ROW_HEIGHT } from "../grid-size.ts";
import { text } from "./text.ts";

/** Props of `PhoneCanvas`. */
export interface PhoneCanvasProps {
  readonly items: readonly BoardItem[];
  readonly draw: (item: BoardItem) => ReactNode;
  readonly titleOf: (item: BoardItem) => string;
  readonly run: (command: DashboardCommand, merge?: string) => void;
}

/** The page as phones show it: derived from the grid until order, height or visibility are set by hand. */
export function PhoneCanvas(props: PhoneCanvasProps) {
  const { items, draw } = props;
  const t = useText(text);
  const shown = phoneItems(items);
  const hidden = items.filter(({ phone }) => phone?.hidden === true);
  const isChanged = items.some(({ phone }) => phone !== undefined);
  const reset = (): void =>
    props.run({ type: "phone", places: Object.fromEntries(items.map(({ id }) => [id, null])) });
  return (
    <div className="m-designer-phone">
      {isChanged ? (
        <Button size="small" onClick={reset}>
          {t.phoneReset}
        </Button>
      ) : null}
      <div className="m-report-grid m-report-grid-phone">
        {shown.map((item) => (
          <div
            key={item.id}
            className="m-designer-phone-item"
            style={{
              minHeight: phoneHeight(item) * ROW_HEIGHT,
              gridColumn: `span ${phoneColumns(shown, item)}`,
            }}
          >
            <Handles {...props} item={item} />
            {draw(item)}
          </div>
        ))}
      </div>
      {hidden.map((item) => (
        <Handles key={item.id} {...props} item={item} />
      ))}
    </div>
  );
}

function Handles({ items, item, titleOf, run }: PhoneCanvasProps & { readonly item: BoardItem }) {
  const t = useText(text);
  const title = titleOf(item);
  const isHidden = item.phone?.hidden === true;
  const set = (change: PhonePlace): void =>
    run({ type: "phone", places: { [item.id]: { ...item.phone, ...change } } }, `${item.id}.phone`);
  const step = (way: -1 | 1): void => {
    const command = movePhone(items, item.id, way);
    if (command) run(command);
  };
  return (
    <div className="m-designer-phone-handles">
      <span title={title}>{title}</span>
      {isHidden ? null : (
        <>
          <InputNumber
            size="small"
            aria-label={`${t.phoneHeight} ${title}`}
            min={1}
            max={40}
            precision={0}
            value={phoneHeight(item)}
            onChange={(h) => (h === null ? undefined : set({ h }))}
          />
          <Button
            size="small"
            type="text"
            icon={<ArrowUpOutlined />}
            aria-label={`${t.up} ${title}`}
            onClick={() => step(-1)}
          />
          <Button
            size="small"
            type="text"
            icon={<ArrowDownOutlined />}
            aria-label={`${t.down} ${title}`}
            onClick={() => step(1)}
          />
        </>
      )}
      <Button
        size="small"
        type="text"
        icon={isHidden ? <EyeInvisibleOutlined /> : <EyeOutlined />}
        aria-label={`${isHidden ? t.show : t.hide} ${title}`}
        title={isHidden ? t.show : t.hide}
        onClick={() => set({ hidden: !isHidden })}
      />
    </div>
  );
}
