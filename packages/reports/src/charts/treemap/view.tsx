import { pictureView } from "../../react/picture-view.tsx";
import { treemapChart } from "./index.ts";
import { treemapOption } from "./option.ts";

/** How the chart looks. */
export const treemapView = pictureView(treemapChart.id, treemapOption);
