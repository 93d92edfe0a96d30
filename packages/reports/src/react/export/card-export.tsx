import { DownloadOutlined } from "@ant-design/icons";
import type { Expression } from "@mortise/expression";
import { fillText } from "@mortise/kit";
import type { DashboardCard } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Dropdown } from "antd";
import { useRef } from "react";
import { useFigureSource } from "../figure-source.ts";
import { exportText } from "./text.ts";
import { useExports } from "./use-exports.ts";

/** Props of `CardExport`. */
export interface CardExportProps {
  readonly app: string;
  readonly card: DashboardCard;
  readonly filter: Expression | undefined;
}

/** Takes the figures of a card out, as a file for spreadsheets or as a picture. */
export function CardExport({ app, card, filter }: CardExportProps) {
  const t = useText(exportText);
  const title = useLocalize()(card.title);
  const exports = useExports(app);
  const place = useRef<HTMLSpanElement>(null);
  const sheet = (): HTMLElement | null => place.current?.closest<HTMLElement>("section") ?? null;
  const source = useFigureSource();
  if (source && !source.file) return null;
  const items = [
    { key: "xlsx", label: t.xlsx, onClick: () => void exports.figures(card, filter, "xlsx") },
    { key: "csv", label: t.csv, onClick: () => void exports.figures(card, filter, "csv") },
    { key: "png", label: t.png, onClick: () => void exports.picture(sheet(), title, "png") },
    { key: "pdf", label: t.pdf, onClick: () => void exports.picture(sheet(), title, "pdf") },
  ];
  return (
    <span ref={place} className="m-board-tools" data-on-screen>
      <Dropdown trigger={["click"]} menu={{ items }}>
        <Button
          type="text"
          size="small"
          icon={<DownloadOutlined />}
          aria-label={fillText(t.more, { name: title })}
        />
      </Dropdown>
    </span>
  );
}
