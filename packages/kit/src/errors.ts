import { defineError } from "./app-error.ts";

/** A promise the code made to itself was broken: a bug, answered with status 500. */
export const internalError = defineError("KIT_INTERNAL", 500, {
  zh: "服务器内部错误，请把请求编号告诉管理员",
  en: "Internal error; please give the request id to your administrator",
});

/** The input does not fit; `details` name each field and what to do. */
export const invalidInput = defineError("KIT_INVALID_INPUT", 400, {
  zh: "有内容需要修改，请查看标出的字段",
  en: "Some values need attention; see the marked fields",
});

/** A part of a page stands outside the provider it needs: a mistake of the program, never of a person. */
export const outsideProvider = defineError("KIT_OUTSIDE_PROVIDER", 500, {
  zh: "{part} 必须放在 {provider} 之内使用",
  en: "{part} is used outside {provider}",
});
