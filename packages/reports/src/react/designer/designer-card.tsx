import { HolderOutlined, SettingOutlined } from "@ant-design/icons";
import type { Catalog, DashboardCard, Problem } from "@mortise/metadata";
import { type ElementHolder, HolderTag, useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import type { CardProblem } from "../../model/card-problem.ts";
import { validateCard } from "../../model/validate-card.ts";
import { CardFrame } from "../card-frame.tsx";
import { useCardFigures } from "../card-query.ts";
import { ChartBody } from "../chart-body.tsx";
import { text } from "./text.ts";

/** Props of `DesignerCard`. */
export interface DesignerCardProps {
  readonly app: string;
  readonly card: DashboardCard;
  readonly catalog: Catalog;
  readonly problems: readonly Problem[];
  readonly isSelected: boolean;
  readonly holder: ElementHolder | undefined;
  readonly onSelect: () => void;
}

/** A card on the canvas with its live picture, or with what it still needs. */
export function DesignerCard({
  app,
  card,
  catalog,
  problems,
  isSelected,
  holder,
  onSelect,
}: DesignerCardProps) {
  const t = useText(text);
  const localize = useLocalize();
  const own = validateCard(card, catalog);
  const found = own.length > 0 ? own : problems.filter((problem) => problem.severity === "error");
  const figures = useCardFigures({ app, card, enabled: found.length === 0 });
  const title = localize(card.title);
  return (
    <div
      className={isSelected ? "m-designer-card m-designer-card-on" : "m-designer-card"}
      onClick={onSelect}
      style={holder ? { outline: `2px solid ${holder.color}` } : undefined}
      role="presentation"
    >
      <HolderTag holder={holder} />
      <CardFrame
        title={title}
        aside={
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
        }
      >
        {found.length > 0 ? (
          <Needs problems={found} />
        ) : (
          <ChartBody catalog={catalog} figures={figures} narrow={card.layout.w < 4} />
        )}
      </CardFrame>
    </div>
  );
}

function Needs({ problems }: { readonly problems: readonly (CardProblem | Problem)[] }) {
  const t = useText(text);
  const localize = useLocalize();
  return (
    <div className="m-report-message" role="status">
      <b>{t.toMend}</b>
      {problems.map((problem) => (
        <small key={`${problem.path} ${problem.message.zh}`}>{localize(problem.message)}</small>
      ))}
    </div>
  );
}
