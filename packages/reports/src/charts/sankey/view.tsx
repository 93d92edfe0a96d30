import { pictureView } from "../../react/picture-view.tsx";
import { sankeyChart } from "./index.ts";
import { sankeyOption } from "./option.ts";

/** How the chart looks. */
export const sankeyView = pictureView(sankeyChart.id, sankeyOption);
