import { defineError } from "@mortise/kit";

/** The data folder cannot be created or written by this process. */
export const dataFolderReadOnly = defineError("STORE_EMBEDDED_READ_ONLY", 500, {
  zh: "数据文件夹 {folder} 不可写；请修改它的权限，或换一个可写的文件夹",
  en: "The data folder {folder} cannot be written; change its permissions or use another folder",
});

/** There are no database binaries for this operating system and processor. */
export const platformUnsupported = defineError("STORE_EMBEDDED_PLATFORM", 500, {
  zh: "内置数据库不支持本平台（{platform}）；请用 DATABASE_URL 连接一个 PostgreSQL 15 或更高版本",
  en: "There is no embedded database for this platform ({platform}); set DATABASE_URL to a PostgreSQL 15 or newer",
});

/** Running as root, and the system has no unprivileged account to run the database with. */
export const accountMissing = defineError("STORE_EMBEDDED_ACCOUNT", 500, {
  zh: "以 root 运行时，内置数据库需要系统里有 postgres 或 nobody 用户；请添加一个，或改用普通用户运行",
  en: "When run as root, the embedded database needs a system user named postgres or nobody; add one or run as an ordinary user",
});

/** The cluster belongs to somebody else, so this process can neither run nor stop it. */
export const dataFolderForeign = defineError("STORE_EMBEDDED_OWNER", 500, {
  zh: "数据文件夹 {folder} 属于另一个系统用户（uid {owner}）；请用该用户或 root 运行",
  en: "The data folder {folder} belongs to another system user (uid {owner}); run as that user or as root",
});

/** The cluster was made by a PostgreSQL of another major version. */
export const clusterVersionDiffers = defineError("STORE_EMBEDDED_VERSION", 500, {
  zh: "数据文件夹 {folder} 由 PostgreSQL {found} 创建，当前内置版本是 {expected}；请用旧版本导出备份后再升级",
  en: "The data folder {folder} was made by PostgreSQL {found}, the embedded one is {expected}; export a backup with the old version first",
});

/** `initdb` failed; `reason` is the last thing it said. */
export const clusterNotCreated = defineError("STORE_EMBEDDED_INIT", 500, {
  zh: "内置数据库初始化失败：{reason}",
  en: "The embedded database could not be set up: {reason}",
});

/** The database ended before it was ready; `reason` is the last thing it said. */
export const databaseNotStarted = defineError("STORE_EMBEDDED_START", 500, {
  zh: "内置数据库启动失败：{reason}（完整日志见 {log}）",
  en: "The embedded database did not start: {reason} (full log in {log})",
});

/** A database is running on the data folder but does not accept the password kept beside it. */
export const databaseUnreachable = defineError("STORE_EMBEDDED_LOGIN", 500, {
  zh: "数据文件夹 {folder} 上已有数据库在运行，但无法登录：{reason}；请先停止它再重试",
  en: "A database is already running on {folder} but does not let us in: {reason}; stop it and try again",
});
