/** Words of e-mail. */
export const text = { name: { zh: "邮件", en: "E-mail" } } as const;
