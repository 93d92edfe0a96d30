import { defineError } from "@mortise/kit";

/** Wrong login or password; says the same for both. */
export const signInFailed = defineError("ACCOUNT_SIGN_IN_FAILED", 401, {
  zh: "账号或密码不正确，请重新输入",
  en: "The login or the password is not right; please try again",
});

/** Someone else has this e-mail or mobile number. */
export const loginTaken = defineError("ACCOUNT_LOGIN_TAKEN", 409, {
  zh: "这个邮箱或手机号已被其他账号使用",
  en: "Another account already uses this e-mail or mobile number",
});

/** The one-time link is unknown, used or too old. */
export const inviteInvalid = defineError("ACCOUNT_INVITE_INVALID", 400, {
  zh: "链接已失效，请联系管理员重新获取",
  en: "This link no longer works; please ask your administrator for a new one",
});

/** There is no such account. */
export const accountNotFound = defineError("ACCOUNT_NOT_FOUND", 404, {
  zh: "成员不存在",
  en: "No such person",
});

/** There is no such team. */
export const teamNotFound = defineError("ACCOUNT_TEAM_NOT_FOUND", 404, {
  zh: "团队不存在",
  en: "No such team",
});

/** A team with members or teams below it cannot be removed. */
export const teamNotEmpty = defineError("ACCOUNT_TEAM_NOT_EMPTY", 409, {
  zh: "团队下还有成员或下级团队，请先移走",
  en: "The team still has members or teams below it; move them first",
});

/** A team cannot stand below itself. */
export const teamCycle = defineError("ACCOUNT_TEAM_CYCLE", 400, {
  zh: "上级团队不能是它自己或它的下级",
  en: "A team cannot be placed below itself or one of its own teams",
});

/** The last active administrator must stay one. */
export const lastAdmin = defineError("ACCOUNT_LAST_ADMIN", 409, {
  zh: "至少要保留一名启用的管理员",
  en: "At least one active administrator has to remain",
});

/** The current password was needed and did not fit. */
export const passwordWrong = defineError("ACCOUNT_PASSWORD_WRONG", 400, {
  zh: "当前密码不正确",
  en: "The current password is not right",
});

/** Only the first administrator may set up, once. */
export const setupClosed = defineError("ACCOUNT_SETUP_CLOSED", 403, {
  zh: "初始化链接无效或系统已完成初始化，请直接登录",
  en: "The set-up link is not valid or set-up is already done; please sign in",
});

/** No API token in force has that id. */
export const tokenNotFound = defineError("ACCOUNT_TOKEN_NOT_FOUND", 404, {
  zh: "没有这个 API 令牌，它可能已被撤销",
  en: "There is no such API token; it may have been revoked",
});
