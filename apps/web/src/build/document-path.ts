const FOLDERS: Readonly<Record<string, string>> = {
  entity: "entities",
  form: "forms",
  view: "views",
  flow: "flows",
  dashboard: "dashboards",
  page: "pages",
  print: "prints",
  pool: "pools",
  role: "roles",
  menu: "menu",
};

/** Address of the page that edits a document, by its key (`entity/lead`). */
export function documentPath(app: string, key: string): string {
  const [kind = "", id = ""] = key.split("/");
  const folder = FOLDERS[kind] ?? "entities";
  return kind === "menu" || !FOLDERS[kind] ? `/a/${app}/build/${folder}` : `/a/${app}/build/${folder}/${id}`;
}
