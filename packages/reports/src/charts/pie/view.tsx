import { pictureView } from "../../react/picture-view.tsx";
import { pieChart } from "./index.ts";
import { pieOption } from "./option.ts";

/** How the pie chart looks. */
export const pieView = pictureView(pieChart.id, pieOption);
