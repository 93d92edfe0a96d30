import { routes } from "@mortise/contract";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

/** The company's work calendar: everybody's to count by, administrators' to set. */
export function registerCalendarRoutes(handle: Handle, { store: { calendars } }: Services): void {
  const whole = async () => ({ settings: await present(), years: [...(await calendars.years())].map(copy) });
  const present = async () => {
    const { fiscalMonth, hours, revision } = await calendars.settings();
    return { fiscalMonth, hours: spans(hours), revision };
  };
  handle(routes.getCalendar, () => {
    const { holidays, workdays, fiscalMonth, hours } = calendars.current();
    return Promise.resolve({
      holidays: [...holidays],
      workdays: [...workdays],
      fiscalMonth,
      hours: spans(hours),
    });
  });
  handle(routes.getWorkYears, whole);
  handle(routes.saveWorkYear, async ({ actor, params, body }) => {
    await calendars.saveYear(actor, params.year, body);
    return whole();
  });
  handle(routes.resetWorkYear, async ({ actor, params }) => {
    await calendars.resetYear(actor, params.year);
    return whole();
  });
  handle(routes.saveWorkSettings, async ({ actor, body }) => {
    await calendars.saveSettings(actor, body);
    return whole();
  });
}

function copy<Year extends { readonly holidays: readonly string[]; readonly workdays: readonly string[] }>(
  year: Year,
) {
  return { ...year, holidays: [...year.holidays], workdays: [...year.workdays] };
}

function spans(hours: readonly (readonly [string, string])[]): [string, string][] {
  return hours.map(([from, to]) => [from, to]);
}
