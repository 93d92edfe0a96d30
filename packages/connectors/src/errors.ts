import { defineError } from "@mortise/kit";

/** Another system answered, but did not take the message; its words are in the log, not on screen. */
export const connectorRefused = defineError("CONNECTOR_REFUSED", 502, {
  zh: "对方系统没有接受：{reason}",
  en: "The other system did not take it: {reason}",
});

/** Another system will not take the message, however often it is asked. */
export const connectorRejected = defineError("CONNECTOR_REJECTED", 502, {
  zh: "对方系统不接受这条消息：{reason}",
  en: "The other system will not take this message: {reason}",
});

/** Another system does not answer. */
export const connectorUnreachable = defineError("CONNECTOR_UNREACHABLE", 502, {
  zh: "连接不上对方系统，请稍后再试",
  en: "The other system does not answer; try again later",
});
