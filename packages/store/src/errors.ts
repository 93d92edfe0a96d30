import { defineError } from "@mortise/kit";

/** The database does not answer or does not let us in; the sentence never holds the password. */
export const databaseUnreachable = defineError("STORE_DATABASE_UNREACHABLE", 503, {
  zh: "连接不上数据库 {address}：{reasonZh}。请检查 DATABASE_URL 以及数据库是否已启动",
  en: "Cannot reach the database at {address}: {reasonEn}. Check DATABASE_URL and that the database is running",
});

/** The server is older than the oldest supported version. */
export const databaseTooOld = defineError("STORE_DATABASE_TOO_OLD", 503, {
  zh: "数据库版本是 PostgreSQL {version}，需要 {needed} 或更高版本，请先升级数据库",
  en: "The database is PostgreSQL {version}; version {needed} or later is needed, please upgrade it first",
});

/** The database was migrated by a later version of the product. */
export const databaseTooNew = defineError("STORE_DATABASE_TOO_NEW", 503, {
  zh: "数据库已被更新版本的程序升级过（{name}），请使用新版本的程序启动",
  en: "The database was upgraded by a newer version of the product ({name}); start that version instead",
});

/** Whoever asked went away before the answer was there; nobody reads this. */
export const readGivenUp = defineError("STORE_READ_GIVEN_UP", 499, {
  zh: "请求已取消",
  en: "The request was cancelled",
});

/** No app has that id. */
export const appNotFound = defineError("STORE_APP_NOT_FOUND", 404, {
  zh: "没有找到应用“{app}”",
  en: "There is no app “{app}”",
});

/** Another app has that id. */
export const appExists = defineError("STORE_APP_EXISTS", 409, {
  zh: "应用标识“{app}”已被占用，请换一个",
  en: "The app id “{app}” is taken; choose another one",
});

/** The actor may neither edit drafts nor publish. */
export const buildForbidden = defineError("STORE_BUILD_FORBIDDEN", 403, {
  zh: "你没有搭建这个应用的权限，请联系管理员",
  en: "You may not build this app; ask an administrator",
});

/** The document does not have the shape of a definition document. */
export const invalidDocument = defineError("STORE_DOCUMENT_INVALID", 400, {
  zh: "定义内容不完整或格式不对，请查看标出的位置",
  en: "The definition is incomplete or malformed; see the marked places",
});

/** No draft document has that kind and id. */
export const draftNotFound = defineError("STORE_DRAFT_NOT_FOUND", 404, {
  zh: "没有找到要修改的内容（{document}），它可能已被删除",
  en: "There is no draft {document}; it may have been deleted",
});

/** Somebody else saved the document since it was read. */
export const draftConflict = defineError("STORE_DRAFT_CONFLICT", 409, {
  zh: "这份内容（{document}）已被其他人修改，请刷新后再保存",
  en: "Somebody else has changed {document}; reload before you save",
});

/** A step of the drafts cannot be taken back: its parts were changed again since. `details` name them. */
export const draftStepOverlaid = defineError("STORE_DRAFT_STEP_OVERLAID", 409, {
  zh: "这一步改过的 {count} 处后来又被修改过，请直接在设计器里调整",
  en: "{count} {count:part|parts} of this step {count:was|were} changed again since; change them in the designer",
});

/** The app file cannot be used; `details` name each place. */
export const archiveInvalid = defineError("STORE_ARCHIVE_INVALID", 400, {
  zh: "应用文件无法使用，请查看列出的问题",
  en: "The app file cannot be used; see the listed problems",
});

/** The drafts changed between looking at an import and making it. */
export const importOutdated = defineError("STORE_IMPORT_OUTDATED", 409, {
  zh: "草稿刚刚又被修改过，请重新查看合并结果",
  en: "The drafts have just been changed; look at the merged result again",
});

/** Kept columns and tables are removed by administrators only, who type the app's id. */
export const purgeUnconfirmed = defineError("STORE_PURGE_UNCONFIRMED", 400, {
  zh: "请输入应用标识“{app}”以确认彻底删除",
  en: "Type the app id “{app}” to confirm that this is removed for good",
});

/** Somebody else published since the publisher looked. */
export const publishConflict = defineError("STORE_PUBLISH_CONFLICT", 409, {
  zh: "其他人刚刚发布了第 {number} 版，请查看最新的变更后再发布",
  en: "Somebody else has just published release {number}; look at the latest changes before you publish",
});

/** The drafts equal the current release. */
export const nothingToPublish = defineError("STORE_NOTHING_TO_PUBLISH", 409, {
  zh: "没有需要发布的变更",
  en: "There is nothing to publish",
});

/** The drafts have mistakes; `details` name each place. */
export const publishRefused = defineError("STORE_PUBLISH_REFUSED", 422, {
  zh: "有 {count} 处问题需要先解决才能发布",
  en: "{count} {count:problem|problems} must be solved before publishing",
});

/** An earlier release of the app is still preparing its rows. */
export const publishUnderWay = defineError("STORE_PUBLISH_UNDER_WAY", 409, {
  zh: "上一次发布还在准备数据，请等它完成，或先取消它",
  en: "The last release is still preparing its data; wait until it is done, or cancel it first",
});

/** The drafts do not change that field in that way: there are no rows to list. */
export const violationsUnknown = defineError("STORE_VIOLATIONS_UNKNOWN", 404, {
  zh: "草稿里没有这项改动，请刷新后再看",
  en: "The draft does not make this change; reload and look again",
});

/** No index of that name was built for views and reports. */
export const indexUnknown = defineError("STORE_INDEX_UNKNOWN", 404, {
  zh: "没有找到这个索引，请刷新后再看",
  en: "There is no such index; reload and look again",
});

/** Preparing a release failed, or was cancelled; the release before it stays in force. `details` say why. */
export const publishFailed = defineError("STORE_PUBLISH_FAILED", 422, {
  zh: "发布没有成功，当前版本保持不变：{reasonZh}",
  en: "The release could not be made and the current one stays in force: {reasonEn}",
});

/** No release of the app has that number. */
export const releaseNotFound = defineError("STORE_RELEASE_NOT_FOUND", 404, {
  zh: "没有找到第 {number} 版",
  en: "There is no release {number}",
});

/** Tables stayed locked by long-running work, so the change of structure gave up; nothing was changed. */
export const structureBusy = defineError("STORE_STRUCTURE_BUSY", 503, {
  zh: "数据正在被长时间占用，暂时无法调整表结构，请稍后重试",
  en: "The tables are busy with long-running work; try to publish again in a moment",
});

/** Somebody else changed what flows may reach outside meanwhile. */
export const outsideRulesChanged = defineError("STORE_OUTSIDE_RULES_CHANGED", 409, {
  zh: "别人刚改过外部访问设置，请刷新后再改",
  en: "Somebody else has just changed what flows may reach; read it again and repeat your change",
});

/** The secret of a flow does not exist. */
export const secretNotFound = defineError("STORE_SECRET_NOT_FOUND", 404, {
  zh: "这个密钥不存在，可能已被删除",
  en: "There is no such secret; it may have been removed",
});

/** A secret that is to be sent to another host has to be entered again. */
export const secretNeedsValue = defineError("STORE_SECRET_NEEDS_VALUE", 422, {
  zh: "请填写密钥的内容；更换主机时需要重新填写，以免密钥被发到别处",
  en: "Enter the secret; it has to be entered again for another host, so that it is not sent elsewhere",
});

/** Somebody else changed what exported files say of their origin meanwhile. */
export const exportStampChanged = defineError("STORE_EXPORT_STAMP_CHANGED", 409, {
  zh: "别人刚改过导出设置，请刷新后再改",
  en: "Somebody else has just changed the settings of exports; read them again and repeat your change",
});
