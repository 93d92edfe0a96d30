import { defineError } from "@mortise/kit";

/** Days or hours that cannot be kept; details name each. */
export const calendarInvalid = defineError("STORE_CALENDAR_INVALID", 422, {
  zh: "工作日历有误：{reason}",
  en: "The work calendar is not valid: {reason}",
});

/** Somebody else changed the same part meanwhile. */
export const calendarChanged = defineError("STORE_CALENDAR_CHANGED", 409, {
  zh: "别人刚改过这部分工作日历，请刷新后再改",
  en: "Somebody else has just changed this part of the work calendar; read it again and repeat your change",
});
