import { pictureView } from "../../react/picture-view.tsx";
import { gaugeChart } from "./index.ts";
import { gaugeOption } from "./option.ts";

/** How the chart looks. */
export const gaugeView = pictureView(gaugeChart.id, gaugeOption);
