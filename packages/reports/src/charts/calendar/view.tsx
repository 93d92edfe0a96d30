import { pictureView } from "../../react/picture-view.tsx";
import { calendarChart } from "./index.ts";
import { calendarOption } from "./option.ts";

/** How the chart looks. */
export const calendarView = pictureView(calendarChart.id, calendarOption);
