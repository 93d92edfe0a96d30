/** Words of scripts among what flows send. */
export const text = {
  name: { zh: "脚本", en: "Script" },
  code: { zh: "脚本", en: "Script" },
} as const;
