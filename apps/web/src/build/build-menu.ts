import type { MenuEntry } from "../app/app-menu.ts";

const ENTRIES = [
  { id: "entities", name: { zh: "实体与字段", en: "Entities & fields" }, icon: "database" },
  { id: "forms", name: { zh: "表单", en: "Forms" }, icon: "form" },
  { id: "views", name: { zh: "视图", en: "Views" }, icon: "list" },
  { id: "pages", name: { zh: "记录页面", en: "Record pages" }, icon: "document" },
  { id: "prints", name: { zh: "打印模板", en: "Print templates" }, icon: "file" },
  { id: "flows", name: { zh: "流程", en: "Flows" }, icon: "flow" },
  { id: "pools", name: { zh: "公海规则", en: "Pools" }, icon: "pool" },
  { id: "runs", name: { zh: "运行记录", en: "Runs" }, icon: "datetime" },
  { id: "sends", name: { zh: "外发记录", en: "Sent outside" }, icon: "send" },
  { id: "dashboards", name: { zh: "看板", en: "Dashboards" }, icon: "chart" },
  { id: "roles", name: { zh: "角色与权限", en: "Roles" }, icon: "safety" },
  { id: "menu", name: { zh: "菜单", en: "Menu" }, icon: "menu" },
  { id: "history", name: { zh: "草稿历史", en: "Draft history" }, icon: "clock" },
  { id: "releases", name: { zh: "发布记录", en: "Releases" }, icon: "history" },
  { id: "transfer", name: { zh: "导出与导入", en: "Export & import" }, icon: "sync" },
];

/** The menu of the build side. */
export function buildEntries(app: string): readonly MenuEntry[] {
  return ENTRIES.map((entry) => ({ ...entry, path: `/a/${app}/build/${entry.id}`, items: [] }));
}
