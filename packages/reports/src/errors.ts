import { defineError } from "@mortise/kit";

/** A card cannot be computed as it stands; `details` name the places to mend. */
export const cardInvalid = defineError("REPORT_CARD_INVALID", 422, {
  zh: "这张图表还有需要修改的地方：{reason}",
  en: "This chart needs attention: {reason}",
});

/** The card's entity exists in the draft only; there are no rows to count yet. */
export const entityUnpublished = defineError("REPORT_ENTITY_UNPUBLISHED", 409, {
  zh: "实体“{entity}”还没有发布，发布后才能看到数据",
  en: 'The entity "{entity}" is not published yet; publish to see its data',
});

/** What a browser sent is not a card at all. */
export const cardMalformed = defineError("REPORT_CARD_MALFORMED", 400, {
  zh: "图表的定义不完整，请重新配置",
  en: "The definition of the chart is incomplete; set it up again",
});

/** The person's roles do not let figures of the entity be taken out as a file. */
export const exportNotAllowed = defineError("REPORT_EXPORT_NOT_ALLOWED", 403, {
  zh: "你没有导出这些数据的权限，请联系管理员",
  en: "You may not export these figures; ask your administrator",
});

/** No such link of a dashboard, or it was taken back. */
export const boardLinkGone = defineError("REPORT_LINK_GONE", 404, {
  zh: "这个分享链接不存在或已被收回，请向分享者要新的链接",
  en: "This link does not exist or was taken back; ask whoever sent it for a new one",
});

/** The link of a dashboard has run out. */
export const boardLinkOver = defineError("REPORT_LINK_OVER", 410, {
  zh: "这个分享链接已过期，请向分享者要新的链接",
  en: "This link has run out; ask whoever sent it for a new one",
});

/** Whoever made the link may not share any more, or the dashboard has lost what the link sets. */
export const boardLinkClosed = defineError("REPORT_LINK_CLOSED", 403, {
  zh: "这个分享链接暂时不可用：报表已更改，或分享者不再有权限。请联系分享者",
  en: "This link is closed: the dashboard has changed, or whoever shared it no longer may. Ask them",
});

/** The link of a dashboard asks for a password, and none or a wrong one came. */
export const boardLinkPassword = defineError("REPORT_LINK_PASSWORD", 401, {
  zh: "请输入正确的访问密码",
  en: "Enter the right password",
});

/** By this link figures cannot be taken out. */
export const boardLinkExportsNothing = defineError("REPORT_LINK_NO_FILES", 403, {
  zh: "这个分享链接不允许导出，请联系分享者",
  en: "By this link figures cannot be exported; ask whoever sent it",
});

/** A link was to set a filter that the published dashboard does not have. */
export const boardLinkUnknownFilter = defineError("REPORT_LINK_FILTER", 422, {
  zh: "已发布的报表没有筛选“{filter}”，请刷新后重试",
  en: 'The published dashboard has no filter "{filter}"; reload and try again',
});

/** What is no host that may show a dashboard. */
export const boardLinkHost = defineError("REPORT_LINK_HOST", 422, {
  zh: "“{host}”不是网站域名，请写成 www.example.com 或 *.example.com",
  en: '"{host}" is no host of a site; write www.example.com or *.example.com',
});
