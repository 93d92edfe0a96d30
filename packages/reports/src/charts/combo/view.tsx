import { pictureView } from "../../react/picture-view.tsx";
import { comboChart } from "./index.ts";
import { comboOption } from "./option.ts";

/** How the chart looks. */
export const comboView = pictureView(comboChart.id, comboOption);
