import { BarChartOutlined, TableOutlined } from "@ant-design/icons";
import { useText } from "@mortise/ui";
import { Button } from "antd";
import type { CardAnswer } from "./card-query.ts";
import { findChartView } from "./chart-views.ts";
import { text } from "./text.ts";

/** Props of `TableSwitch`. */
export interface TableSwitchProps {
  readonly title: string;
  readonly answer: CardAnswer | undefined;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Shows the figures behind a picture, and the picture again; nothing where the picture is figures itself. */
export function TableSwitch({ title, answer, isOn, onChange }: TableSwitchProps) {
  const t = useText(text);
  const hasFigures = answer !== undefined && answer.data.points.length > 0;
  if (!hasFigures || findChartView(answer.card.chart)?.isText === true) return null;
  const name = isOn ? t.asPicture : t.asTable;
  return (
    <Button
      type="text"
      size="small"
      className="m-report-table-switch"
      icon={isOn ? <BarChartOutlined /> : <TableOutlined />}
      aria-label={`${name} ${title}`}
      title={name}
      onClick={() => onChange(!isOn)}
    />
  );
}
