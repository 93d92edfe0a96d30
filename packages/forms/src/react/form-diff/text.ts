/** Words of two states of a form side by side. */
export const formDiffText = {
  before: { zh: "原来", en: "Before" },
  after: { zh: "现在", en: "After" },
  none: { zh: "没有这张表单", en: "There is no such form" },
  added: { zh: "新增", en: "Added" },
  changed: { zh: "已修改", en: "Changed" },
  moved: { zh: "已移动", en: "Moved" },
  removed: { zh: "已移除", en: "Removed" },
} as const;
