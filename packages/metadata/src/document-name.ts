import type { LocalizedText } from "@mortise/kit";
import type { DefinitionDocument, DocumentKind } from "./documents/document.ts";

/** What each kind of document is called. */
export const KIND_NAMES: Readonly<Record<DocumentKind, LocalizedText>> = {
  app: { zh: "应用", en: "App" },
  entity: { zh: "实体", en: "Entity" },
  form: { zh: "表单", en: "Form" },
  view: { zh: "视图", en: "View" },
  flow: { zh: "流程", en: "Flow" },
  dashboard: { zh: "仪表盘", en: "Dashboard" },
  page: { zh: "记录页面", en: "Record page" },
  print: { zh: "打印模板", en: "Print template" },
  pool: { zh: "公海", en: "Pool" },
  role: { zh: "角色", en: "Role" },
  menu: { zh: "菜单", en: "Menu" },
};

/** A name in quotes, in each language, falling back to the other one. */
export function quoted(name: LocalizedText): LocalizedText {
  return { zh: `“${name.zh || name.en}”`, en: `“${name.en || name.zh}”` };
}

/** What something is and how it is called, as it stands in sentences: 字段“金额” / field “Amount”. */
export function quotedAs(kind: LocalizedText, name: LocalizedText): LocalizedText {
  const { zh, en } = quoted(name);
  return { zh: `${kind.zh}${zh}`, en: `${kind.en} ${en}` };
}

/** Kind and name of a document as it stands in sentences: 实体“线索” / Entity “Lead”. */
export function documentTitle(document: Pick<DefinitionDocument, "kind" | "name">): LocalizedText {
  return quotedAs(KIND_NAMES[document.kind], document.name);
}
