/** Texts of the rating editor. */
export const text = {
  clear: { zh: "清除评分", en: "Clear the rating" },
  level: { zh: "{level} 级，共 {levels} 级", en: "{level} of {levels}" },
} as const;
