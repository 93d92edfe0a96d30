/** Words of the step that makes a file. */
export const text = {
  name: { zh: "生成文件", en: "Make a file" },
  description: {
    zh: "用打印模板生成 PDF，放进记录的附件字段",
    en: "Makes a PDF from a print template and puts it into a field for files",
  },
  print: { zh: "打印模板", en: "Print template" },
  field: { zh: "放进哪个附件字段", en: "Into which field for files" },
  fieldHelp: {
    zh: "能看到这个字段的人，就能看到打印出来的全部内容",
    en: "Whoever sees this field sees everything that is printed",
  },
  fileName: { zh: "文件名", en: "File name" },
  fileNameHelp: {
    zh: "可以插入字段，如 报价单 {编号}；不填用模板的名称",
    en: "Fields may stand in it: Quote {No.}; the name of the template if empty",
  },
  locale: { zh: "语言", en: "Language" },
  mode: { zh: "已有的文件", en: "Files that are there" },
  add: { zh: "保留，新文件加在后面", en: "Stay; the new one is added" },
  replace: { zh: "用新文件替换", en: "Are replaced by the new one" },
  whenFails: { zh: "生成失败时", en: "When it fails" },
  goes: { zh: "走“失败”分支", en: "Go the way “It failed”" },
  held: { zh: "停在这里，等人处理", en: "Stay here until somebody deals with it" },
  next: { zh: "成功", en: "It worked" },
  failed: { zh: "失败", en: "It failed" },
  problem: { zh: "失败原因", en: "What went wrong" },
  noPrint: { zh: "请选择打印模板", en: "Choose a print template" },
  gonePrint: {
    zh: "这个打印模板不存在，或者不是这种记录的",
    en: "There is no such print template for these records",
  },
  noField: { zh: "请选择附件字段", en: "Choose a field for files" },
  wrongField: {
    zh: "这个字段放不了 PDF，请选择附件字段",
    en: "This field takes no PDF: choose a field for files",
  },
} as const;
