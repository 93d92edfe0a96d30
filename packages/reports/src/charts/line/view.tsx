import { pictureView } from "../../react/picture-view.tsx";
import { lineChart } from "./index.ts";
import { lineOption } from "./option.ts";

/** How the line chart looks. */
export const lineView = pictureView(lineChart.id, lineOption);
