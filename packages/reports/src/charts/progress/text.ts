/** Texts of the progress chart. */
export const text = {
  of: { zh: "{figure} / {goal}", en: "{figure} of {goal}" },
};
