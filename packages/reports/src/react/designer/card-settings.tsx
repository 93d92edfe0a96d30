import { type SettingControl, SettingsPanel } from "@mortise/fields/react";
import type { SettingSpec } from "@mortise/kit";
import type { Catalog } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { type ComponentType, createContext, useContext, useMemo } from "react";
import type { ChartType } from "../../model/chart-type.ts";
import { figureSettings } from "../../model/figure-style.ts";
import type { CardPartProps } from "./card-part.ts";
import { CellRulesEditor } from "./cell-rules-editor.tsx";
import { InspectorSection } from "./inspector-section.tsx";
import { type CardSettingProps, ReferenceLinesEditor } from "./reference-lines-editor.tsx";
import { text } from "./text.ts";

/** Props of `CardSettings`. */
export interface CardSettingsProps extends CardPartProps {
  readonly chart: ChartType;
  readonly catalog: Catalog;
}

/** What the chart's type declares about its look, and how figures are written. */
export function CardSettings({ card, fields, fieldsOf, catalog, chart, onChange }: CardSettingsProps) {
  const t = useText(text);
  const part = useMemo(() => ({ card, fields }), [card, fields]);
  const isFigure = (spec: SettingSpec): boolean => figureSettings.some(({ id }) => id === spec.id);
  const panel = (specs: readonly SettingSpec[]) => (
    <SettingsPanel
      specs={specs}
      value={card.settings ?? {}}
      sources={{ fields: fields.map((field) => field.definition), entities: catalog.all("entity"), fieldsOf }}
      customEditors={EDITORS}
      onChange={(settings) => onChange({ ...card, settings })}
    />
  );
  const looks = chart.settings.filter((spec) => !isFigure(spec));
  const figures = chart.settings.filter(isFigure);
  return (
    <CardContext value={part}>
      {looks.length > 0 ? <InspectorSection title={t.style}>{panel(looks)}</InspectorSection> : null}
      {figures.length > 0 ? (
        <InspectorSection title={t.figureStyle}>{panel(figures)}</InspectorSection>
      ) : null}
    </CardContext>
  );
}

/** The card whose settings are edited: some of them speak of its measures. */
const CardContext = createContext<Pick<CardPartProps, "card" | "fields"> | undefined>(undefined);

function over(Editor: ComponentType<CardSettingProps>): SettingControl {
  return function CardSetting({ id, value, disabled, onChange }) {
    const part = useContext(CardContext);
    if (!part) return null;
    const measures = part.card.measures.filter(({ hidden }) => hidden !== true);
    return <Editor {...{ id, value, disabled, measures, fields: part.fields, onChange }} />;
  };
}

const EDITORS: Readonly<Record<string, SettingControl>> = {
  "reference-lines": over(ReferenceLinesEditor),
  "cell-rules": over(CellRulesEditor),
};
