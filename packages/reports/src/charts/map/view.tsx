import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useEffect, useMemo, useState } from "react";
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
  const isReady = useMap(shape);
  const option = useMemo(() => mapOption(context), [context]);
  const left = offTheMap(context);
  if (!isReady) return <div className="m-report-chart" />;
  return (
    <>
      <EChart option={option} onPick={onPick} />
      {left > 0 ? <small className="m-report-remark">{fillText(t.offTheMap, { n: left })}</small> : null}
    </>
  );
}

/** Outlines are fetched when the first map is shown. */
function useMap(shape: keyof typeof MAP_NAMES): boolean {
  const [ready, setReady] = useState<string>();
  useEffect(() => {
    let isWanted = true;
    void outlines(shape).then((map) => {
      keepMap(MAP_NAMES[shape], map);
      if (isWanted) setReady(shape);
    });
    return () => {
      isWanted = false;
    };
  }, [shape]);
  return ready === shape;
}

async function outlines(shape: keyof typeof MAP_NAMES): Promise<object> {
  if (shape === "tiles") return provinceTiles();
  return (await import("./china-outlines.json", { with: { type: "json" } })).default;
}

/** How the map looks. */
export const mapView: ChartView = { id: mapChart.id, View: MapView, hasButtons: false };
