import { type ErrorDetail, invalidInput } from "@mortise/kit";

const EMAIL = /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u;
const MOBILE = /^\+?\d{5,15}$/;
/** Names such as `Asia/Shanghai`; offsets like `+08:00` mean the opposite in PostgreSQL. */
const ZONE = /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/;

/** The one form in which an e-mail address is stored and compared. */
export function normalizeEmail(email: string | null | undefined): string | null {
  return email?.trim().normalize("NFKC").toLowerCase() || null;
}

/** The one form in which a mobile number is stored and compared: digits, without +86. */
export function normalizeMobile(mobile: string | null | undefined): string | null {
  return (
    mobile
      ?.normalize("NFKC")
      .replace(/[\s().-]/g, "")
      .replace(/^(\+|00)86(?=1\d{10}$)/, "") || null
  );
}

/** KIT_INVALID_INPUT naming `email`, `mobile` or `timeZone` when one of them cannot be used. */
export function checkPersonal(input: {
  readonly email?: string | null | undefined;
  readonly mobile?: string | null | undefined;
  readonly timeZone?: string | undefined;
}): void {
  const details: ErrorDetail[] = [];
  const email = normalizeEmail(input.email);
  if (email !== null && !EMAIL.test(email))
    details.push({
      path: "email",
      message: { zh: "邮箱格式不正确", en: "This is not an e-mail address" },
    });
  const mobile = normalizeMobile(input.mobile);
  if (mobile !== null && !MOBILE.test(mobile))
    details.push({
      path: "mobile",
      message: { zh: "手机号格式不正确", en: "This is not a mobile number" },
    });
  if (input.timeZone !== undefined && !isTimeZone(input.timeZone))
    details.push({ path: "timeZone", message: { zh: "没有这个时区", en: "There is no such time zone" } });
  if (details.length > 0) throw invalidInput({}, { details });
}

function isTimeZone(zone: string): boolean {
  if (!ZONE.test(zone)) return false;
  try {
    return Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
