/** Texts of the summary table. */
export const text = {
  total: { zh: "合计", en: "Total" },
};
