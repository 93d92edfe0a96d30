import { DownloadOutlined } from "@ant-design/icons";
import { useText } from "@mortise/ui";
import { Button, Dropdown } from "antd";
import { exportText } from "./text.ts";
import { useExports } from "./use-exports.ts";

/** Props of `BoardExport`. */
export interface BoardExportProps {
  readonly app: string;
  readonly title: string;
  /** The dashboard on screen. */
  readonly element: () => HTMLElement | null;
}

/** Takes the dashboard out as it is on screen. */
export function BoardExport({ app, title, element }: BoardExportProps) {
  const t = useText(exportText);
  const exports = useExports(app);
  const items = (["png", "pdf"] as const).map((format) => ({
    key: format,
    label: t[format],
    onClick: () => void exports.picture(element(), title, format),
  }));
  return (
    <Dropdown trigger={["click"]} menu={{ items }}>
      <Button icon={<DownloadOutlined />}>{t.export}</Button>
    </Dropdown>
  );
}
