import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useEffect, useMemo, useState } from "react";
import { CardMessage } from "../../react/card-message.tsx";
import type { ChartView, ChartViewProps } from "../../react/chart-view.ts";
import { EChart } from "../../react/echart.tsx";
import { keepMap } from "../../react/echarts.ts";
import { mapChart } from "./index.ts";
import { MAP_NAMES, mapOption, mapShape, offTheMap } from "./option.ts";
import { provinceTiles } from "./provinces.ts";
import { text } from "./text.ts";

function MapView({ context, onPick }: ChartViewProps) {
  const t = useText(text);
  const shape = mapShape(context);
  const state = useMap(shape);
  const option = useMemo(() => mapOption(context), [context]);
  const left = offTheMap(context);
  if (state === "failed") return <CardMessage title={t.noOutlines} hint={t.noOutlinesHint} />;
  if (state === "waiting") return <div className="m-report-chart" />;
  return (
    <>
      <EChart option={option} onPick={onPick} />
      {left > 0 ? <small className="m-report-remark">{fillText(t.offTheMap, { n: left })}</small> : null}
    </>
  );
}

/** Outlines are fetched when the first map is shown. */
function useMap(shape: keyof typeof MAP_NAMES): "waiting" | "ready" | "failed" {
  const [settled, setSettled] = useState<{ readonly shape: string; readonly state: "ready" | "failed" }>();
  useEffect(() => {
    let isWanted = true;
    outlines(shape)
      .then((map) => {
        keepMap(MAP_NAMES[shape], map);
        if (isWanted) setSettled({ shape, state: "ready" });
      })
      .catch(() => {
        if (isWanted) setSettled({ shape, state: "failed" });
      });
    return () => {
      isWanted = false;
    };
  }, [shape]);
  return settled?.shape === shape ? settled.state : "waiting";
}

async function outlines(shape: keyof typeof MAP_NAMES): Promise<object> {
  if (shape === "tiles") return provinceTiles();
  return (await import("./china-outlines.json")).default;
}

/** How the map looks. */
export const mapView: ChartView = { id: mapChart.id, View: MapView, hasButtons: false };
