import { defineError } from "@mortise/kit";

/** The entity does not exist in the current release, or the actor may not know of it. */
export const entityNotFound = defineError("STORE_ENTITY_NOT_FOUND", 404, {
  zh: "实体“{entity}”不存在",
  en: "Entity “{entity}” does not exist",
});

/** A field named by a query or command does not exist. */
export const fieldUnknown = defineError("STORE_FIELD_UNKNOWN", 400, {
  zh: "字段“{field}”不存在，请检查字段名",
  en: "Field “{field}” does not exist; check its name",
});

/** The store was opened without a secret to encrypt with: a mistake of whoever set the program up. */
export const sealingNotSet = defineError("STORE_SEALING_NOT_SET", 500, {
  zh: "服务器没有设置加密密钥，不能保存加密文本",
  en: "The server has no secret to encrypt with; secrets cannot be saved",
});

/** The secret that a value was encrypted with is not known any more. */
export const sealNotOpened = defineError("STORE_SEAL_NOT_OPENED", 422, {
  zh: "无法解密：服务器的密钥已更换，请管理员把原来的密钥填到 MORTISE_FORMER_SECRETS",
  en: "This cannot be decrypted: the server's secret was changed; the old one belongs into MORTISE_FORMER_SECRETS",
});

/** A field is named by the key it had until a release changed it. */
export const fieldRenamed = defineError("STORE_FIELD_RENAMED", 400, {
  zh: "字段“{field}”的标识已改为“{now}”，请改用新标识",
  en: "The key of field “{field}” is now “{now}”; use that one",
});

/** A hidden or masked field was to be observed: by filter, sort, group, search or aggregate. */
export const fieldNotAllowed = defineError("STORE_FIELD_NOT_ALLOWED", 403, {
  zh: "没有权限使用字段“{field}”",
  en: "You are not allowed to use field “{field}”",
});

/** The field's type does not support what was asked. */
export const fieldUnsuitable = defineError("STORE_FIELD_UNSUITABLE", 400, {
  zh: "字段“{field}”不支持此操作：{operation}",
  en: "Field “{field}” does not support this: {operation}",
});

/** A filter or condition does not fit the language or the entity. */
export const filterInvalid = defineError("STORE_FILTER_INVALID", 400, {
  zh: "筛选条件有误：{reason}",
  en: "The filter is not valid: {reason}",
});

/** A part of a query is out of shape. */
export const queryInvalid = defineError("STORE_QUERY_INVALID", 400, {
  zh: "查询参数“{part}”有误：{reason}",
  en: "Query part “{part}” is not valid: {reason}",
});

/** A paging cursor was made up, altered, or belongs to another sort order. */
export const cursorInvalid = defineError("STORE_CURSOR_INVALID", 400, {
  zh: "翻页标记无效，请从第一页重新开始",
  en: "The page marker is not valid; start again from the first page",
});

/** The record does not exist, or the actor may not see it: deliberately the same answer. */
export const recordNotFound = defineError("STORE_RECORD_NOT_FOUND", 404, {
  zh: "记录不存在或没有权限查看",
  en: "The record does not exist or you may not see it",
});

/** The actor sees the record or entity but may not do this with it. */
export const operationNotAllowed = defineError("STORE_NOT_ALLOWED", 403, {
  zh: "没有权限执行此操作：{operation}",
  en: "You are not allowed to do this: {operation}",
});

/** Values do not fit their fields; `details` name each one. */
export const recordInvalid = defineError("STORE_RECORD_INVALID", 400, {
  zh: "有 {count} 处内容需要修改，请查看标出的字段",
  en: "{count} {count:value needs|values need} attention; see the marked fields",
});

/** An automatic number has no digits left until it starts again, and is set to refuse then. */
export const numbersUsedUp = defineError("STORE_NUMBERS_USED_UP", 409, {
  zh: "“{field}”的流水号位数已用完，请管理员增加位数或改为自动增加",
  en: "The digits of “{field}” are used up; an administrator can add digits or let it grow",
});

/** A value that must be unique exists already. */
export const valueTaken = defineError("STORE_VALUE_TAKEN", 409, {
  zh: "“{field}”的值已存在，请换一个",
  en: "The value of “{field}” exists already; choose another",
});

/**
 * The record was changed by someone else since it was read; `details` name the fields that differ, `data` is a
 * `ConflictData` with both sides of each.
 */
export const writeConflict = defineError("STORE_CONFLICT", 409, {
  zh: "记录已被他人修改，请刷新后再保存",
  en: "The record was changed by someone else; reload and save again",
});

/** Someone else was faster, or the record is not in the pool. */
export const alreadyClaimed = defineError("STORE_ALREADY_CLAIMED", 409, {
  zh: "已被他人领取",
  en: "Already claimed by someone else",
});

/** The claimant's daily or holding limit is reached. */
export const claimLimitReached = defineError("STORE_CLAIM_LIMIT", 409, {
  zh: "超过领取上限（{limit} 条），已领取 {used} 条，{zh}",
  en: "Claim limit of {limit} reached; {used} claimed already; {en}",
});

/** Reactions wrote in a circle. */
export const reactionLoop = defineError("STORE_REACTION_LOOP", 409, {
  zh: "流程互相触发超过 {limit} 层，已停止并撤销本次写入",
  en: "Flows triggered each other more than {limit} levels deep; the write was undone",
});

/** The same idempotency key came with different content. */
export const idempotencyMismatch = defineError("STORE_IDEMPOTENCY_MISMATCH", 422, {
  zh: "该幂等键已用于另一个请求",
  en: "This idempotency key was already used for a different request",
});

/** A change-set that does not exist or is not the actor's to undo. */
export const changeSetNotFound = defineError("STORE_CHANGE_SET_NOT_FOUND", 404, {
  zh: "变更不存在或没有权限撤销",
  en: "The change does not exist or is not yours to undo",
});

/** A change-set that was undone before. */
export const alreadyUndone = defineError("STORE_ALREADY_UNDONE", 409, {
  zh: "该变更已撤销过",
  en: "This change was undone already",
});

/** A record cannot be deleted while others point at it. */
export const recordInUse = defineError("STORE_RECORD_IN_USE", 409, {
  zh: "记录正被其他数据引用，不能执行此操作",
  en: "The record is referred to by other data",
});

/** A record cannot come back while what it belongs to is in the recycle bin. */
export const recordParentDeleted = defineError("STORE_PARENT_DELETED", 409, {
  zh: "“{field}”指向的记录还在回收站，请先恢复它",
  en: "The record in “{field}” is in the recycle bin; restore that one first",
});

/** More happened since the asked moment than can be taken back for one answer. */
export const tooFarBack = defineError("STORE_TOO_FAR_BACK", 409, {
  zh: "此后的变更超过 {limit} 条，请选择更近的日期，或打开单条记录查看",
  en: "More than {limit} changes happened since; choose a later date, or open a single record",
});

/** Somebody looks at the app as another person or role sees it: nothing can be written. */
export const viewOnly = defineError("STORE_VIEW_ONLY", 403, {
  zh: "正在以他人身份查看，只能浏览，不能修改",
  en: "You are viewing the app as somebody else and cannot change anything",
});

/** A list, a count or a check against other records took too long and was ended. */
export const queryTooSlow = defineError("STORE_QUERY_TOO_SLOW", 422, {
  zh: "查询了 {seconds} 秒还没有结果，已停止。请加筛选条件缩小范围（如时间、负责人），去掉对明细的汇总或模式匹配；常用的筛选和排序可以存为视图，搭建者发布时会看到建索引的建议",
  en: "The query had no answer after {seconds} seconds and was ended. Narrow it by more conditions (dates, owner) and leave out totals over child rows or patterns; save a filter and order in regular use as a view, for which builders are offered an index",
});

/** A search took too long and was ended. */
export const searchTooSlow = defineError("STORE_SEARCH_TOO_SLOW", 422, {
  zh: "搜索了 {seconds} 秒还没有结果，已停止。请多输入几个字，或到列表里加筛选条件后再搜",
  en: "The search had no answer after {seconds} seconds and was ended. Type more of the word, or search in a list narrowed by conditions",
});

/** Grouped figures took too long and were ended. */
export const figuresTooSlow = defineError("STORE_FIGURES_TOO_SLOW", 422, {
  zh: "统计了 {seconds} 秒还没有结果，已停止。请缩小时间范围、加筛选条件，或减少分组和指标",
  en: "The figures were not ready after {seconds} seconds and were ended. Choose a shorter time, add conditions, or use fewer dimensions and measures",
});

/** Reading one record took too long and was ended. */
export const recordTooSlow = defineError("STORE_RECORD_TOO_SLOW", 422, {
  zh: "这条记录读了 {seconds} 秒还没有读完，已停止。请稍后再试；如果总是这样，请联系管理员检查这张表上汇总和查找字段的条件",
  en: "Reading this record took more than {seconds} seconds and was ended. Try again later; if it always happens, have an administrator look at the conditions of rollup and lookup fields here",
});

/** An export or another whole list took too long and was ended. */
export const wholeListTooSlow = defineError("STORE_WHOLE_LIST_TOO_SLOW", 422, {
  zh: "读取整个列表超过 {seconds} 秒，已停止。请加筛选条件，分几次导出",
  en: "Reading the whole list took more than {seconds} seconds and was ended. Add conditions and export it in parts",
});
