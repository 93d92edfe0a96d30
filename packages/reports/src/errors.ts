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
