import { pictureView } from "../../react/picture-view.tsx";
import { bidirectionalChart } from "./index.ts";
import { bidirectionalOption } from "./option.ts";

/** How the chart looks. */
export const bidirectionalView = pictureView(bidirectionalChart.id, bidirectionalOption);
