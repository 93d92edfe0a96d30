import { defineError } from "@mortise/kit";

/** Nothing but blanks was written. */
export const commentEmpty = defineError("STORE_COMMENT_EMPTY", 400, {
  zh: "请写下评论内容",
  en: "Write something first",
});

/** The comment was deleted, or stands on another record. */
export const commentNotFound = defineError("STORE_COMMENT_NOT_FOUND", 404, {
  zh: "这条评论已被删除",
  en: "This comment has been deleted",
});

/** Comments are changed by those who wrote them; administrators may delete them. */
export const commentNotYours = defineError("STORE_COMMENT_NOT_YOURS", 403, {
  zh: "只能修改或删除自己的评论",
  en: "You can change or delete only your own comments",
});

/** People are named who may not see the record. */
export const mentionNotAllowed = defineError("STORE_MENTION_NOT_ALLOWED", 400, {
  zh: "{people} 没有权限查看这条记录，请不要在评论中提到，或先授予权限",
  en: "{people} may not see this record: leave them out of the comment, or give them access first",
});

/** The record lies in the recycle bin. */
export const commentsClosed = defineError("STORE_COMMENTS_CLOSED", 409, {
  zh: "记录在回收站中，恢复后才能评论",
  en: "The record is in the recycle bin; restore it before you comment",
});
