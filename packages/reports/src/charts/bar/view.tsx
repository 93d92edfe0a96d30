import { pictureView } from "../../react/picture-view.tsx";
import { barChart } from "./index.ts";
import { barOption } from "./option.ts";

/** How the bar chart looks. */
export const barView = pictureView(barChart.id, barOption);
