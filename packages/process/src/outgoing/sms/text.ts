/** Words of short messages. */
export const text = { name: { zh: "短信", en: "Short message" } } as const;
