import { defineError } from "@mortise/kit";

/** Nobody is signed in. */
export const notSignedIn = defineError("SERVER_NOT_SIGNED_IN", 401, {
  zh: "请先登录",
  en: "Please sign in first",
});

/** The actor may not do this. */
export const notAllowed = defineError("SERVER_NOT_ALLOWED", 403, {
  zh: "没有权限执行此操作，请联系管理员",
  en: "You are not allowed to do this; please ask your administrator",
});

/** There is nothing at this address. */
export const notFound = defineError("SERVER_NOT_FOUND", 404, {
  zh: "访问的内容不存在",
  en: "There is nothing at this address",
});

/** A cookie-carrying write came without the header that only our own pages send. */
export const crossSite = defineError("SERVER_CROSS_SITE", 403, {
  zh: "请求来源不明，已拒绝；请刷新页面重试",
  en: "The request did not come from this application; reload the page and try again",
});

/** Too many attempts. */
export const tooManyRequests = defineError("SERVER_TOO_MANY_REQUESTS", 429, {
  zh: "操作过于频繁，请 {seconds} 秒后再试",
  en: "Too many attempts; please try again in {seconds} seconds",
});

/** The upload is larger than allowed. */
export const fileTooLarge = defineError("SERVER_FILE_TOO_LARGE", 413, {
  zh: "文件超过 {limit} MB，请拆分后再上传",
  en: "The file is larger than {limit} MB; please split it",
});

/** An upload route was called without a file. */
export const fileMissing = defineError("SERVER_FILE_MISSING", 400, {
  zh: "没有收到文件，请重新选择",
  en: "No file arrived; please choose one",
});

/** PORT or another variable of the environment is not usable. */
export const configInvalid = defineError("SERVER_CONFIG_INVALID", 500, {
  zh: "环境变量 {name} 的值无效：{reason}",
  en: "Environment variable {name} is not valid: {reason}",
});

/** Production needs a secret that survives restarts. */
export const secretMissing = defineError("SERVER_SECRET_MISSING", 500, {
  zh: "生产环境必须设置 MORTISE_SECRET（至少 32 个字符），可用 deploy/generate-env.sh 生成",
  en: "Production needs MORTISE_SECRET (at least 32 characters); deploy/generate-env.sh makes one",
});

/** Another program listens on the port. */
export const portBusy = defineError("SERVER_PORT_BUSY", 500, {
  zh: "端口 {port} 已被占用，请用 PORT 换一个端口",
  en: "Port {port} is in use; choose another with PORT",
});

/** The data folder cannot be written. */
export const folderReadOnly = defineError("SERVER_FOLDER_READ_ONLY", 500, {
  zh: "无法写入数据目录 {folder}，请检查权限或用 DATA_DIR 换一个目录",
  en: "The data folder {folder} cannot be written; check its permissions or choose another with DATA_DIR",
});

/** The body is neither JSON nor, where files are taken, a form with a file. */
export const unsupportedMedia = defineError("SERVER_UNSUPPORTED_MEDIA", 415, {
  zh: "不支持这种内容类型，请用 application/json；上传文件请用 multipart/form-data",
  en: "This content type is not supported; use application/json, or multipart/form-data for files",
});

/** The database does not answer right now. */
export const databaseAway = defineError("SERVER_DATABASE_AWAY", 503, {
  zh: "数据库暂时没有响应，请稍后重试",
  en: "The database does not answer right now; please try again in a moment",
});

/** There is no template of that name. */
export const templateUnknown = defineError("SERVER_TEMPLATE_UNKNOWN", 400, {
  zh: "没有名为“{template}”的模板",
  en: "There is no template “{template}”",
});

/** A token would hold roles that its app does not have. */
export const roleUnknown = defineError("SERVER_ROLE_UNKNOWN", 400, {
  zh: "应用“{app}”没有角色“{role}”",
  en: "The app “{app}” has no role “{role}”",
});

/** Only a person can do this, not an API token. */
export const personNeeded = defineError("SERVER_PERSON_NEEDED", 403, {
  zh: "这个操作只能由登录的成员执行，API 令牌不可用",
  en: "Only a signed-in person can do this; API tokens cannot",
});

/** The address or port cannot be listened on. */
export const addressUnusable = defineError("SERVER_ADDRESS_UNUSABLE", 500, {
  zh: "无法监听 {host}:{port}（{reason}），请检查 HOST 和 PORT",
  en: "Cannot listen on {host}:{port} ({reason}); check HOST and PORT",
});
