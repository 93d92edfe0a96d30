/** Words of the trigger for restored records. */
export const text = {
  name: { zh: "恢复记录", en: "Record restored" },
  description: {
    zh: "从回收站恢复一条记录时开始",
    en: "Starts when a record comes back from the recycle bin",
  },
};
