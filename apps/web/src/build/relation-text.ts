/** Words of the panel about the two sides of a relation. */
export const relationText = {
  title: { zh: "两侧的关系", en: "Both sides" },
  otherSide: {
    zh: "“{other}”的“{list}”显示这里的关联",
    en: "“{list}” of “{other}” shows these",
  },
  noOtherSide: {
    zh: "在“{other}”的页面上还看不到关联它的{own}。",
    en: "The page of a {other} does not show its {own} yet.",
  },
  addOtherSide: { zh: "在“{other}”显示{own}", en: "Show {own} at “{other}”" },
  addedOtherSide: {
    zh: "已在“{other}”添加“{list}”，两侧都可以添加和移除",
    en: "“{list}” was added to “{other}”: records can be added and removed on both sides",
  },
  open: { zh: "打开", en: "Open" },
  addLookup: { zh: "显示对方的字段", en: "Show a field of it" },
  addRollup: { zh: "统计这些记录", en: "Total these records" },
  hint: {
    zh: "例如显示客户的行业，统计课程的学员数、订单的金额合计。",
    en: "Such as the customer's industry, the number of students, the total of all orders.",
  },
};
