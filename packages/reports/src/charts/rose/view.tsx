import { pictureView } from "../../react/picture-view.tsx";
import { roseChart } from "./index.ts";
import { roseOption } from "./option.ts";

/** How the chart looks. */
export const roseView = pictureView(roseChart.id, roseOption);
