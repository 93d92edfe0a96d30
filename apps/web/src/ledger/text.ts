/** Texts of the page of the ledger of shares. */
export const ledgerText = {
  ledger: { zh: "公平台账", en: "Ledger of shares" },
  hint: {
    zh: "自动分配的每条规则里，每个人应得多少、实得多少、错过了什么；数字都来自当时留下的分配记录，点开能看到是哪些记录",
    en: "What each person was due and was given by each rule, and what they missed. All figures come from the decisions as they were kept; behind each are its records",
  },
} as const;
