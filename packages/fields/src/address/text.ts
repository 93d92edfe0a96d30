/** Texts of the address editor. */
export const text = {
  detail: { zh: "街道、门牌号", en: "Street, number" },
} as const;
