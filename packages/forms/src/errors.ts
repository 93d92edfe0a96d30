import { defineError } from "@mortise/kit";

/** The import does not exist, or belongs to somebody else. */
export const importNotFound = defineError("FORM_IMPORT_NOT_FOUND", 404, {
  zh: "导入任务不存在或不是您创建的",
  en: "There is no such import, or it is not yours",
});

/** The actor's roles do not allow importing into this entity. */
export const importNotAllowed = defineError("FORM_IMPORT_NOT_ALLOWED", 403, {
  zh: "您没有导入数据的权限，请联系管理员",
  en: "You are not allowed to import; ask an administrator",
});

/** Somebody else keeps a mapping under this name. */
export const importMappingTaken = defineError("FORM_IMPORT_MAPPING_TAKEN", 409, {
  zh: "已有别人保存的同名方案“{name}”，请换个名字",
  en: "Somebody else keeps a mapping called “{name}”; choose another name",
});

/** What was asked does not fit where the import stands, e.g. running it twice. */
export const importNotPossible = defineError("FORM_IMPORT_NOT_POSSIBLE", 409, {
  zh: "导入任务目前的状态（{status}）不支持此操作",
  en: "The import is in state {status}; this is not possible now",
});

/** The plan names columns, fields or a sheet that do not exist; `details` say which. */
export const importPlanInvalid = defineError("FORM_IMPORT_PLAN_INVALID", 400, {
  zh: "导入设置需要修改，请查看标出的项",
  en: "The import settings need attention; see the marked items",
});

/** What is to hold the files beside a list is no archive, or a file in it is broken. */
export const importFilesUnreadable = defineError("FORM_IMPORT_FILES_UNREADABLE", 422, {
  zh: "“{file}”无法解压。请把附件重新打包成 .zip 后再上传",
  en: "“{file}” cannot be unpacked. Pack the files into a .zip again and upload it",
});

/** The files beside a list are too many or too large. */
export const importFilesTooLarge = defineError("FORM_IMPORT_FILES_TOO_LARGE", 413, {
  zh: "“{file}”里的文件太多或太大（最多 5 万个、解压后共 4 GB）。请分几次导入",
  en: "“{file}” holds too many files, or too large ones (at most 50,000, 4 GB unpacked). Import in several parts",
});

/** The archive beside a list needs a password. */
export const importFilesEncrypted = defineError("FORM_IMPORT_FILES_ENCRYPTED", 422, {
  zh: "“{file}”设有密码。请不设密码重新打包后再上传",
  en: "“{file}” is protected by a password. Pack the files without one and upload it again",
});

/** Child rows on a sheet of their own are more than can be put together with their records. */
export const importChildSheetTooLong = defineError("FORM_IMPORT_CHILD_SHEET_TOO_LONG", 413, {
  zh: "明细表超过 {limit} 行，无法按编号归到主表。请拆成几个文件，或把明细和主表放在同一张表里",
  en: "A sheet of child rows has more than {limit} rows. Split the file, or put child rows beside their records on one sheet",
});

/** The uploaded list is no longer kept here. */
export const importFileGone = defineError("FORM_IMPORT_FILE_GONE", 410, {
  zh: "上传的文件已不在服务器上，无法继续。请重新上传并导入",
  en: "The uploaded file is no longer on the server; upload and import it again",
});

/** So many new values are no list of options any more. */
export const importTooManyOptions = defineError("FORM_IMPORT_TOO_MANY_OPTIONS", 400, {
  zh: "“{field}”会新增 {count} 个选项，超过上限 {limit}，请检查列映射是否正确",
  en: "“{field}” would get {count} new options, more than {limit}; check the mapping of columns",
});

/** The field takes no options from those who fill it in, or the actor may not fill it in. */
export const optionNotAllowed = defineError("FORM_OPTION_NOT_ALLOWED", 403, {
  zh: "此字段不允许在填写时新增选项",
  en: "Options of this field cannot be added while filling it in",
});

/** What was typed is no name of a new option. */
export const optionNotFitting = defineError("FORM_OPTION_NOT_FITTING", 400, { zh: "{zh}", en: "{en}" });

/** The form is not published, was closed, or never existed: deliberately the same answer. */
export const formNotOpen = defineError("FORM_NOT_OPEN", 404, {
  zh: "该表单未开放或已关闭",
  en: "This form is not open",
});

/** A visitor's values do not fit; `details` name the fields on the form. */
export const formInvalid = defineError("FORM_SUBMISSION_INVALID", 400, {
  zh: "有 {count} 处内容需要修改，请查看标出的字段",
  en: "{count} {count:answer needs|answers need} attention; see the marked fields",
});

/** The public form takes answers later. */
export const formOpensLater = defineError("FORM_OPENS_LATER", 403, {
  zh: "该表单还没到开放时间，请稍后再来",
  en: "This form is not open yet; come back later",
});

/** The time of the public form is over. */
export const formOver = defineError("FORM_OVER", 403, {
  zh: "该表单已截止，不再接受填写",
  en: "This form is closed and takes no more answers",
});

/** The public form takes answers at certain hours of the week only. */
export const formOutOfHours = defineError("FORM_OUT_OF_HOURS", 403, {
  zh: "现在不在开放时段内，请在开放时间再提交",
  en: "It takes no answers at this hour; submit when it is open again",
});

/** What a link fills in was changed on the way, or belongs to another form. */
export const prefillInvalid = defineError("FORM_PREFILL_INVALID", 403, {
  zh: "链接里的预填内容不完整、被改动过或已失效，请向发布者索取新的链接",
  en: "What this link fills in is incomplete, was changed, or is no longer valid; ask for a new link",
});

/** The public form has all the submissions that it takes. */
export const formFull = defineError("FORM_FULL", 403, {
  zh: "该表单的名额已满，不再接受填写",
  en: "This form has all the submissions that it takes",
});

/** The public form has all the submissions that it takes in one day. */
export const formFullToday = defineError("FORM_FULL_TODAY", 403, {
  zh: "该表单今天的名额已满，请明天再提交",
  en: "This form has all the submissions that it takes in a day; submit tomorrow",
});

/** The public form has all the submissions that it takes in one month. */
export const formFullThisMonth = defineError("FORM_FULL_THIS_MONTH", 403, {
  zh: "该表单本月的名额已满，请下个月再提交",
  en: "This form has all the submissions that it takes in a month; submit next month",
});

/** This person has filled in the public form as often as it allows. */
export const formFilledAlready = defineError("FORM_FILLED_ALREADY", 403, {
  zh: "您已填写过该表单，达到了允许的次数",
  en: "You have filled in this form as often as it allows",
});

/** The public form is for those who know its password. */
export const formPasswordNeeded = defineError("FORM_PASSWORD_NEEDED", 403, {
  zh: "请输入正确的密码再填写",
  en: "Enter the right password to fill in this form",
});

/** The form asks visitors' browsers for some work first, and what came with the answers is none, too old or used before. */
export const formProofNeeded = defineError("FORM_PROOF_NEEDED", 403, {
  zh: "安全验证没有通过或已过期，请再提交一次",
  en: "The check against robots is missing or too old; submit again",
});

/** The private link of a submission is not known, or its record is gone. */
export const submissionNotFound = defineError("FORM_SUBMISSION_NOT_FOUND", 404, {
  zh: "没有找到这份填写，链接可能不完整",
  en: "There is no such submission; the link may be incomplete",
});

/** The time in which a visitor may change what they sent is over. */
export const submissionEnded = defineError("FORM_SUBMISSION_ENDED", 403, {
  zh: "修改的时间已过，如需更改请联系发布者",
  en: "The time for changes is over; ask whoever sent you the link",
});

/** The record that a visitor made has moved on, so that it cannot be changed by them any more. */
export const submissionSettled = defineError("FORM_SUBMISSION_SETTLED", 403, {
  zh: "这份填写已经开始处理，不能再修改，如需更改请联系发布者",
  en: "This submission is being dealt with and cannot be changed any more; ask whoever sent you the link",
});

/** A code was asked for again too soon, or too many were asked for. */
export const codeTooSoon = defineError("FORM_CODE_TOO_SOON", 429, {
  zh: "获取验证码太频繁，请 {seconds} 秒后再试",
  en: "Too many codes were asked for; try again in {seconds} seconds",
});

/** Two submissions came with the same code; one has used it. */
export const codeTaken = defineError("FORM_CODE_TAKEN", 409, {
  zh: "验证码已经用过，请重新获取",
  en: "The code was used already; get a new one",
});

/** The field takes no code, or the server has no way to send one. */
export const codeUnavailable = defineError("FORM_CODE_UNAVAILABLE", 409, {
  zh: "暂时无法发送验证码，请联系发布者",
  en: "Codes cannot be sent at the moment; ask whoever sent you the link",
});

/** The actor's roles do not allow taking this list out as a file. */
export const exportNotAllowed = defineError("FORM_EXPORT_NOT_ALLOWED", 403, {
  zh: "您没有导出该数据的权限，请联系管理员",
  en: "You are not allowed to export this list; ask an administrator",
});

/** A column that does not exist, may not be read, or does not fit into a cell. */
export const exportRequestInvalid = defineError("FORM_EXPORT_REQUEST_INVALID", 400, {
  zh: "字段“{field}”不能导出，请从导出的列中去掉",
  en: "Field “{field}” cannot be exported; leave it out",
});

/** The export does not exist, or somebody else asked for it. */
export const exportNotFound = defineError("FORM_EXPORT_NOT_FOUND", 404, {
  zh: "导出任务不存在或不是您创建的",
  en: "There is no such export, or it is not yours",
});

/** The file was not finished, or its day is over. */
export const exportGone = defineError("FORM_EXPORT_GONE", 410, {
  zh: "导出的文件不存在或已过期，请重新导出",
  en: "The file is not there or no longer kept; export again",
});

/** One person's exports wait for one another. */
export const exportTooMany = defineError("FORM_EXPORT_TOO_MANY", 409, {
  zh: "您已有 {count} 个导出在进行中，请等它们完成或先取消",
  en: "{count} {count:export|exports} of yours under way already; wait or cancel one",
});

/** There is no such print template, or its records are not the actor's to see. */
export const printNotFound = defineError("FORM_PRINT_NOT_FOUND", 404, {
  zh: "打印模板不存在，或您没有权限查看这类记录",
  en: "There is no such print template, or you may not see its records",
});

/** None of the records may be seen any more. */
export const printNothing = defineError("FORM_PRINT_NOTHING", 404, {
  zh: "要打印的记录不存在，或您没有权限查看",
  en: "The records to print do not exist, or you may not see them",
});

/** The document grew beyond what is printed at once: pages, memory or time. */
export const printTooLarge = defineError("FORM_PRINT_TOO_LARGE", 400, {
  zh: "要打印的内容太多（最多 {pages} 页），请减少记录后再试",
  en: "This is too much to print at once (at most {pages} pages); choose fewer records",
});
