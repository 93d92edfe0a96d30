/** Words of the button that starts a flow. */
export const text = {
  name: { zh: "有人按下按钮时", en: "When somebody presses a button" },
  description: {
    zh: "在记录页和列表中出现一个按钮，由有权限的人对一条或多条记录启动流程，可以先填写几个字段",
    en: "A button on record pages and lists, with which people start the flow for one record or several; it may ask for some fields first",
  },
  label: { zh: "按钮文字", en: "What the button says" },
  roles: { zh: "谁可以按", en: "Who may press it" },
  rolesHelp: { zh: "不选则所有能看到记录的人都可以", en: "Without a choice, everybody who sees the record" },
  ask: { zh: "先填写这些字段", en: "Ask for these fields first" },
  askHelp: {
    zh: "填写的内容写入记录，与启动流程一起完成；没有编辑权限的字段不能填写",
    en: "What is filled in is saved to the record together with the start; nobody can fill in what they may not change",
  },
  must: { zh: "这些字段必须填写", en: "They have to be filled in" },
  many: { zh: "在列表中可对多条记录使用", en: "Also for several records of a list" },
  confirm: { zh: "按下前提示", en: "Ask before it starts" },
  confirmHelp: {
    zh: "例如：提交后不能修改，确定吗？",
    en: "For example: This cannot be changed later. Go on?",
  },
  noLabel: { zh: "请填写按钮文字", en: "Say what the button is called" },
  noRole: { zh: "角色不存在，可能已被删除", en: "The role does not exist; it may have been deleted" },
  noField: {
    zh: "字段“{field}”不存在，可能已被删除",
    en: 'The field "{field}" does not exist; it may have been deleted',
  },
  notWritten: {
    zh: "字段“{field}”是自动得出的，不能填写",
    en: 'The field "{field}" is worked out by itself and cannot be filled in',
  },
};
