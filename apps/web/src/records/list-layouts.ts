import { lazy } from "react";

// Each layout brings its own code and styles, fetched when a list is first shown by it.

/** Records as events along days. */
export const CalendarView = lazy(async () => ({
  default: (await import("../calendar/calendar-view.tsx")).CalendarView,
}));

/** Records as cards with pictures. */
export const GalleryView = lazy(async () => ({
  default: (await import("../gallery/gallery-view.tsx")).GalleryView,
}));

/** Records as bars along time. */
export const GanttView = lazy(async () => ({
  default: (await import("../gantt/gantt-view.tsx")).GanttView,
}));

/** Records where they stand. */
export const MapView = lazy(async () => ({
  default: (await import("../map/map-view.tsx")).MapView,
}));
