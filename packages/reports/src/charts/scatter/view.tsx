import { pictureView } from "../../react/picture-view.tsx";
import { scatterChart } from "./index.ts";
import { scatterOption } from "./option.ts";

/** How the chart looks. */
export const scatterView = pictureView(scatterChart.id, scatterOption);
