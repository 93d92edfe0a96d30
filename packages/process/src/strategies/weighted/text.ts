import type { LocalizedText } from "@mortise/kit";

/** Texts of the strategy. */
export const text = {
  name: { zh: "按份数轮流（加权）", en: "Take turns by shares" },
  shares: { zh: "人员和份数", en: "People and their shares" },
  sharesHelp: {
    zh: "例如 2 份和 1 份：每三条里，前者得两条，后者得一条",
    en: "With 2 shares and 1, of every three records the first gets two and the second one",
  },
  noPeople: { zh: "请选择参与轮流的人员", en: "Choose the people who take turns" },
  noPerson: (row: number): LocalizedText => ({
    zh: `第 ${row} 行请选择人员`,
    en: `Choose the person of row ${row}`,
  }),
  twice: (row: number): LocalizedText => ({
    zh: `第 ${row} 行的人员前面已经有了`,
    en: `The person of row ${row} stands above already`,
  }),
  noShare: (row: number): LocalizedText => ({
    zh: `第 ${row} 行的份数要填 1 到 100 的整数`,
    en: `The share of row ${row} must be a whole number from 1 to 100`,
  }),
  stands: (share: number, isChosen: boolean): LocalizedText => {
    const shares = share === 1 ? "share" : "shares";
    return isChosen
      ? { zh: `占 ${share} 份，轮到，分给 TA`, en: `has ${share} ${shares}, next in turn, chosen` }
      : { zh: `占 ${share} 份，排队中`, en: `has ${share} ${shares}, waiting for a turn` };
  },
};
