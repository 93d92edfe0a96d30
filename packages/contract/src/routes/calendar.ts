import { Type } from "typebox";
import { defineRoute } from "../route.ts";

const Days = Type.Array(Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }), { maxItems: 400 });
const Hours = Type.Array(Type.Tuple([Type.String(), Type.String()]), {
  description: 'Stretches of working hours of a day: `[["09:00", "18:00"]]`',
});
const FiscalMonth = Type.Integer({
  minimum: 1,
  maximum: 12,
  description: "Month in which the fiscal year begins",
});
const Revision = Type.Integer({
  minimum: 0,
  description: "The revision that was read; 409 when it is no longer current",
});
const Year = Type.Integer({ minimum: 1, maximum: 9999 });
const WorkYear = Type.Object({
  year: Year,
  source: Type.Union([Type.Literal("own"), Type.Literal("built-in")]),
  holidays: Days,
  workdays: Days,
  revision: Type.Integer(),
});
const Settings = Type.Object({ fiscalMonth: FiscalMonth, hours: Hours, revision: Type.Integer() });
const Whole = Type.Object({ settings: Settings, years: Type.Array(WorkYear) });
const year = Type.Object({ year: Year });

/** The company's working days, hours and fiscal year. */
export const calendarRoutes = {
  getCalendar: defineRoute({
    method: "GET",
    path: "/calendar",
    summary: "The working days, hours and fiscal year that formulas and flows count by",
    tag: "calendar",
    access: "signed-in",
    response: Type.Object({ holidays: Days, workdays: Days, fiscalMonth: FiscalMonth, hours: Hours }),
  }),
  getWorkYears: defineRoute({
    method: "GET",
    path: "/admin/calendar",
    summary: "The work calendar by year, with the settings",
    tag: "calendar",
    access: "admin",
    response: Whole,
  }),
  saveWorkYear: defineRoute({
    method: "PUT",
    path: "/admin/calendar/years/:year",
    summary: "Set the days off and the weekend days worked of a year",
    tag: "calendar",
    access: "admin",
    params: year,
    body: Type.Object({ holidays: Days, workdays: Days, revision: Revision }),
    response: Whole,
  }),
  resetWorkYear: defineRoute({
    method: "DELETE",
    path: "/admin/calendar/years/:year",
    summary: "Take back what was set for a year: that of the product holds again, or weekends alone",
    tag: "calendar",
    access: "admin",
    params: year,
    response: Whole,
  }),
  saveWorkSettings: defineRoute({
    method: "PUT",
    path: "/admin/calendar/settings",
    summary: "Set working hours and fiscal year",
    tag: "calendar",
    access: "admin",
    body: Type.Object({ fiscalMonth: FiscalMonth, hours: Hours, revision: Revision }),
    response: Whole,
  }),
} as const;
