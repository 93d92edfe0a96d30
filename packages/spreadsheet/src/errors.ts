import { defineError } from "@mortise/kit";

/** The file needs a password before anything in it can be read. */
export const sheetEncrypted = defineError("SHEET_ENCRYPTED", 422, {
  zh: "文件“{file}”设有打开密码。请先在 Excel 或 WPS 中取消密码并另存，再重新上传",
  en: "“{file}” is protected by a password. Remove the password in Excel or WPS, save it and upload it again",
});

/** The content is not a table in any supported format, whatever the name says. */
export const sheetUnreadable = defineError("SHEET_UNREADABLE", 422, {
  zh: "“{file}”不是可识别的表格文件。请上传 .xlsx、.xls 或 .csv 文件",
  en: "“{file}” is not a spreadsheet we can recognise. Upload an .xlsx, .xls or .csv file",
});

/** The file is a workbook, but a part of it is missing or broken. */
export const sheetDamaged = defineError("SHEET_DAMAGED", 422, {
  zh: "“{file}”已损坏，无法完整读取。请用 Excel 或 WPS 打开并另存为 .xlsx 后重试",
  en: "“{file}” is damaged and cannot be read completely. Open it in Excel or WPS, save it as .xlsx and try again",
});

/** There is nothing in the file. */
export const sheetEmpty = defineError("SHEET_EMPTY", 422, {
  zh: "“{file}”是空文件，里面没有任何数据",
  en: "“{file}” is empty; there is no data in it",
});

/** The file, or what it unpacks to, is above a limit. */
export const sheetTooLarge = defineError("SHEET_TOO_LARGE", 413, {
  zh: "“{file}”超出可处理的大小。请拆分成几个较小的文件，.xls 请先另存为 .xlsx",
  en: "“{file}” is larger than can be processed. Split it into smaller files; save an .xls as .xlsx first",
});

/** An old-format file took longer to take apart than is allowed. */
export const sheetTooSlow = defineError("SHEET_TOO_SLOW", 422, {
  zh: "“{file}”解析时间过长，已停止。请另存为 .xlsx 后重试",
  en: "Reading “{file}” took too long and was stopped. Save it as .xlsx and try again",
});

/** A quoted value of a CSV file never ends, or one record is absurdly long. */
export const sheetQuoteOpen = defineError("SHEET_QUOTE_OPEN", 422, {
  zh: "“{file}”第 {line} 行附近有未闭合的引号，请修正后重试",
  en: "A quotation mark near line {line} of “{file}” is never closed; correct it and try again",
});

/** The workbook has no sheet of the wanted index. */
export const sheetNotFound = defineError("SHEET_NOT_FOUND", 404, {
  zh: "“{file}”中没有第 {number} 个工作表",
  en: "“{file}” has no sheet number {number}",
});

/** What is to be written does not fit into one workbook. */
export const sheetTooBigToWrite = defineError("SHEET_TOO_BIG_TO_WRITE", 413, {
  zh: "数据量超出一个 Excel 文件的上限（4 GB），请缩小范围或导出为 CSV",
  en: "The data does not fit into one Excel file (4 GB); narrow it down or export as CSV",
});
