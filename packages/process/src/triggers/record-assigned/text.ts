/** Texts of the trigger. */
export const text = {
  name: { zh: "分配负责人", en: "Record assigned" },
  description: {
    zh: "记录有了负责人或换了负责人时开始",
    en: "Starts when a record gets an owner or another one",
  },
} as const;
