/** Words of the trigger for deleted records. */
export const text = {
  name: { zh: "删除记录", en: "Record deleted" },
  description: {
    zh: "记录移到回收站时开始，步骤仍能读到它的内容，但不能修改它",
    en: "Starts when a record goes to the recycle bin; steps still read it but cannot change it",
  },
};
