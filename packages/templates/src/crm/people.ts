import type { TemplatePerson, TemplateTeam } from "../template.ts";

const id = (kind: "1" | "2", number: number) =>
  `0199f000-0000-7000-8000-0000000${kind}${String(number).padStart(4, "0")}`;

/** Ids of the teams that routing rules name. */
export const TEAM = {
  shandong: id("1", 1),
  jinan: id("1", 2),
  qingdao: id("1", 3),
  weifang: id("1", 4),
  yantai: id("1", 5),
  linyi: id("1", 6),
} as const;

/** Ids of the sample people that routing rules and pools name. */
export const PERSON = { director: id("2", 2), senior: id("2", 3) } as const;

/** Teams by region, all under 山东. */
export const teams: readonly TemplateTeam[] = [
  { id: TEAM.shandong, name: { zh: "山东", en: "Shandong" } },
  { id: TEAM.jinan, name: { zh: "济南", en: "Jinan" }, parent: TEAM.shandong },
  { id: TEAM.qingdao, name: { zh: "青岛", en: "Qingdao" }, parent: TEAM.shandong },
  { id: TEAM.weifang, name: { zh: "潍坊", en: "Weifang" }, parent: TEAM.shandong },
  { id: TEAM.yantai, name: { zh: "烟台", en: "Yantai" }, parent: TEAM.shandong },
  { id: TEAM.linyi, name: { zh: "临沂", en: "Linyi" }, parent: TEAM.shandong },
];

type Row = readonly [
  number: number,
  zh: string,
  en: string,
  login: string,
  role: string,
  team: string,
  leader?: boolean,
];

const rows: readonly Row[] = [
  [1, "周运营", "Zoe Zhou", "ops", "ops", TEAM.shandong],
  [2, "孙总监", "Sam Sun", "director", "director", TEAM.shandong, true],
  [3, "王强", "Wang Qiang", "wangqiang", "rep", TEAM.jinan],
  [4, "李娜", "Li Na", "lina", "rep", TEAM.jinan],
  [5, "赵经理", "Zhao (manager)", "zhao", "manager", TEAM.jinan, true],
  [6, "刘洋", "Liu Yang", "liuyang", "rep", TEAM.qingdao],
  [7, "陈静", "Chen Jing", "chenjing", "rep", TEAM.qingdao],
  [8, "吴经理", "Wu (manager)", "wu", "manager", TEAM.qingdao, true],
  [9, "徐磊", "Xu Lei", "xulei", "rep", TEAM.weifang],
  [10, "高明", "Gao Ming", "gaoming", "rep", TEAM.weifang],
  [11, "马超", "Ma Chao", "machao", "rep", TEAM.yantai],
  [12, "林芳", "Lin Fang", "linfang", "rep", TEAM.linyi],
  [13, "何市场", "He (marketing)", "marketing", "marketing", TEAM.shandong],
  [14, "郑审计", "Zheng (auditor)", "auditor", "auditor", TEAM.shandong],
  [15, "钱财务", "Qian (finance)", "finance", "finance", TEAM.shandong],
];

/** Sample people in every role; 王强 is the senior salesperson for 装备制造. */
export const people: readonly TemplatePerson[] = rows.map(([number, zh, en, login, role, team, leader]) => ({
  id: id("2", number),
  name: { zh, en },
  login,
  role,
  team,
  ...(leader ? { leader } : {}),
}));
