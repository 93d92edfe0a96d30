import {
  DesktopOutlined,
  MobileOutlined,
  PlusOutlined,
  QuestionOutlined,
  RedoOutlined,
  UndoOutlined,
} from "@ant-design/icons";
import {
  DASHBOARD_CONTENT_TYPES,
  DASHBOARD_FILTER_TYPES,
  type DashboardContentType,
  type DashboardFilterType,
} from "@mortise/metadata";
import { useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Button, Dropdown, Segmented, Space } from "antd";
import { CONTENT_NAMES, FILTER_NAMES } from "../../model/board/board-edits.ts";
import { text } from "./text.ts";
import type { DashboardEditing } from "./use-dashboard-editing.ts";

/** Which layout is on the canvas. */
export type CanvasMode = "grid" | "phone";

/** Props of `DesignerTools`. */
export interface DesignerToolsProps {
  readonly editing: DashboardEditing;
  readonly mode: CanvasMode;
  readonly onMode: (mode: CanvasMode) => void;
  readonly onAsk: () => void;
  readonly onAddChart: () => void;
  readonly onAddContent: (type: DashboardContentType) => void;
  readonly onAddFilter: (type: DashboardFilterType) => void;
}

/** What is added and taken back, and which layout is edited. */
export function DesignerTools({ editing, mode, onMode, ...adding }: DesignerToolsProps) {
  const t = useText(text);
  const localize = useLocalize();
  // A phone shows the layout of phones.
  const isPhone = useIsPhone();
  return (
    <Space wrap className="m-designer-tools">
      <Button type="primary" icon={<QuestionOutlined />} onClick={adding.onAsk}>
        {t.ask}
      </Button>
      <Button icon={<PlusOutlined />} onClick={adding.onAddChart}>
        {t.addChart}
      </Button>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: DASHBOARD_CONTENT_TYPES.map((type) => ({
            key: type,
            label: localize(CONTENT_NAMES[type]),
            onClick: () => adding.onAddContent(type),
          })),
        }}
      >
        <Button>{t.add}</Button>
      </Dropdown>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: DASHBOARD_FILTER_TYPES.map((type) => ({
            key: type,
            label: localize(FILTER_NAMES[type]),
            onClick: () => adding.onAddFilter(type),
          })),
        }}
      >
        <Button>{t.addFilter}</Button>
      </Dropdown>
      <Button
        icon={<UndoOutlined />}
        aria-label={t.undo}
        title={t.undo}
        disabled={!editing.undo}
        onClick={editing.undo}
      />
      <Button
        icon={<RedoOutlined />}
        aria-label={t.redo}
        title={t.redo}
        disabled={!editing.redo}
        onClick={editing.redo}
      />
      {isPhone ? null : (
        <Segmented<CanvasMode>
          aria-label={t.layout}
          value={mode}
          options={[
            { value: "grid", label: t.grid, icon: <DesktopOutlined /> },
            { value: "phone", label: t.phone, icon: <MobileOutlined /> },
          ]}
          onChange={onMode}
        />
      )}
    </Space>
  );
}
