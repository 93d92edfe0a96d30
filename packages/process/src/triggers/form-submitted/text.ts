/** Words of the trigger for submitted forms. */
export const text = {
  name: { zh: "提交公开表单", en: "Form submitted" },
  description: {
    zh: "访客通过公开表单提交后开始",
    en: "Starts when a visitor sends a public form",
  },
  form: { zh: "哪个表单", en: "Which form" },
  formHelp: { zh: "不选则这个实体的任何公开表单都算", en: "Without a choice, any public form of the entity" },
  noForm: {
    zh: "表单不存在或不属于这个实体，请重新选择",
    en: "The form does not exist or belongs to another entity; choose another",
  },
  notPublic: {
    zh: "这个表单没有公开，不会有访客提交，请先公开它",
    en: "The form is not public, so nobody sends it; make it public first",
  },
};
