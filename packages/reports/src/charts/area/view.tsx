import { pictureView } from "../../react/picture-view.tsx";
import { areaChart } from "./index.ts";
import { areaOption } from "./option.ts";

/** How the chart looks. */
export const areaView = pictureView(areaChart.id, areaOption);
