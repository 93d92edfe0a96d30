import { HolderOutlined, SettingOutlined } from "@ant-design/icons";
import type { Catalog, DashboardContent } from "@mortise/metadata";
import { type ElementHolder, HolderTag, useText } from "@mortise/ui";
import { Button } from "antd";
import { BoardContent } from "../board/board-content.tsx";
import { CardMessage } from "../card-message.tsx";
import { text } from "./text.ts";

/** Props of `DesignerContent`. */
export interface DesignerContentProps {
  readonly app: string;
  readonly content: DashboardContent;
  readonly catalog: Catalog;
  readonly title: string;
  readonly isSelected: boolean;
  readonly holder: ElementHolder | undefined;
  readonly onSelect: () => void;
}

/** Text, a picture, a heading or records on the canvas, as readers see them. */
export function DesignerContent(props: DesignerContentProps) {
  const { app, content, catalog, title, isSelected, holder, onSelect } = props;
  const t = useText(text);
  const isEmpty = content.type === "image" && content.image === undefined;
  return (
    <div
      className={`m-designer-card m-designer-content${isSelected ? " m-designer-card-on" : ""}`}
      onClick={onSelect}
      style={holder ? { outline: `2px solid ${holder.color}` } : undefined}
      role="presentation"
    >
      <HolderTag holder={holder} />
      <span className="m-designer-card-tools">
        <span className="m-designer-handle" title={t.drag} aria-hidden="true">
          <HolderOutlined />
        </span>
        <Button
          type="text"
          size="small"
          icon={<SettingOutlined />}
          aria-label={`${t.edit} ${title}`}
          aria-pressed={isSelected}
          onClick={onSelect}
        />
      </span>
      {isEmpty ? (
        <CardMessage title={t.choosePicture} />
      ) : (
        <div className="m-designer-content-body" inert>
          <BoardContent app={app} catalog={catalog} content={content} filter={undefined} />
        </div>
      )}
    </div>
  );
}
