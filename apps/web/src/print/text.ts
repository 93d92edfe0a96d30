/** Words of printing. */
export const printPageText = {
  pdf: { zh: "下载 PDF", en: "Download PDF" },
  print: { zh: "打印", en: "Print" },
  printAs: { zh: "打印：{name}", en: "Print: {name}" },
  printHint: {
    zh: "在打印窗口里选择“另存为 PDF”可得到 PDF 文件",
    en: "Choose “Save as PDF” in the print window to get a PDF file",
  },
  language: { zh: "语言", en: "Language" },
  back: { zh: "返回", en: "Back" },
  missing: { zh: "打印模板不存在", en: "There is no such print template" },
  gone: {
    zh: "{n} 条记录不存在或没有权限查看，没有打印",
    en: "{n} {n:record|records} cannot be seen and {n:is|are} left out",
  },
  tooMany: {
    zh: "一次最多打印 {n} 条，请少选一些",
    en: "At most {n} records are printed at once; choose fewer",
  },
};
