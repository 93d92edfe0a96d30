/** Texts of the progress chart. */
export const text = {
  of: { zh: "{figure} / 目标 {goal}", en: "{figure} of {goal}" },
};
