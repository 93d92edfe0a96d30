/** Words of an app's own pages. */
export const appText = {
  shortcuts: { zh: "快捷入口", en: "Go to" },
  noEntities: { zh: "这个应用还是空的", en: "This app is still empty" },
  noEntitiesHint: {
    zh: "切换到“搭建”，先创建一个实体。",
    en: "Switch to “Build” and create an entity first.",
  },
  startBuilding: { zh: "开始搭建", en: "Start building" },
  bigScreen: { zh: "大屏", en: "Big screen" },
  dashboardMissing: { zh: "看板不存在或没有权限", en: "There is no such dashboard, or you may not see it" },
};
