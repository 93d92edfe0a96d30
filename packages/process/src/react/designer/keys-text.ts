/** What the keys of the flow designer do. */
export const keysText = {
  title: { zh: "键盘操作", en: "Keys" },
  walk: {
    zh: "沿着流程走到上一步、下一步、旁边的分支",
    en: "Walk to the step before, the next one, the branch beside",
  },
  settings: { zh: "打开选中步骤的设置", en: "Open the settings of the chosen step" },
  add: {
    zh: "在选中步骤后面添加步骤，输入几个字就能找到",
    en: "Add a step behind the chosen one; a few letters find it",
  },
  move: { zh: "把选中步骤连同分支上移、下移", en: "Move the chosen step up or down, with its branches" },
  more: { zh: "多选：点击加选，拖出方框圈选", en: "Choose several: click to add, drag a frame around them" },
  all: { zh: "选中全部步骤", en: "Choose all steps" },
  clipboard: {
    zh: "复制、剪切、粘贴步骤和它的分支，可以粘贴到别的流程",
    en: "Copy, cut and paste steps with their branches, also into other flows",
  },
  duplicate: { zh: "原地复制一份", en: "Duplicate" },
  remove: { zh: "删除，前后自动接上", en: "Delete; what is left is joined" },
  history: { zh: "撤销、重做", en: "Undo, redo" },
  find: { zh: "在流程中查找", en: "Find in the flow" },
  fit: { zh: "全部显示", en: "Show everything" },
  first: { zh: "回到开头", en: "Back to the beginning" },
  back: { zh: "关闭设置，回到画布；拖动时取消", en: "Close the settings; let go of what is dragged" },
  keys: { zh: "显示这张表", en: "Show this list" },
} as const;
