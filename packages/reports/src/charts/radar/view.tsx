import { pictureView } from "../../react/picture-view.tsx";
import { radarChart } from "./index.ts";
import { radarOption } from "./option.ts";

/** How the chart looks. */
export const radarView = pictureView(radarChart.id, radarOption);
