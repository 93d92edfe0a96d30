import { pictureView } from "../../react/picture-view.tsx";
import { heatmapChart } from "./index.ts";
import { heatmapOption } from "./option.ts";

/** How the chart looks. */
export const heatmapView = pictureView(heatmapChart.id, heatmapOption);
