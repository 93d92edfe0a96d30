import type { OptionRow } from "./field-shorthand.ts";

/** Where leads come from. */
export const SOURCES: readonly OptionRow[] = [
  ["website_signup", "官网注册", "Website sign-up", "blue"],
  ["website_inquiry", "官网咨询", "Website inquiry", "geekblue"],
  ["baidu", "百度推广", "Baidu ads", "cyan"],
  ["douyin", "抖音", "Douyin", "magenta"],
  ["tencent_ads", "腾讯广告", "Tencent ads", "purple"],
  ["wechat", "微信公众号", "WeChat account", "green"],
  ["wecom_code", "企微活码", "WeCom code", "lime"],
  ["expo", "展会", "Trade fair", "orange"],
  ["search", "搜索引擎", "Search engine", "cyan"],
  ["referral", "转介绍", "Referral", "gold"],
  ["existing", "老客户介绍", "Existing customer", "gold"],
  ["cold_visit", "陌拜", "Cold visit", "gray"],
  ["phone", "电话咨询", "Phone inquiry", "volcano"],
  ["email", "邮件咨询", "E-mail inquiry", "geekblue"],
  ["partner", "渠道合作", "Partner", "purple"],
  ["other", "其他", "Other", "gray"],
];

/** What customers do. */
export const INDUSTRIES: readonly OptionRow[] = [
  ["equipment", "装备制造", "Equipment manufacturing"],
  ["chemical", "化工", "Chemicals"],
  ["textile", "纺织", "Textiles"],
  ["food", "食品", "Food"],
  ["trade", "贸易", "Trade"],
  ["it", "IT", "IT"],
  ["finance", "金融", "Finance"],
  ["real_estate", "房地产", "Real estate"],
  ["services", "商业服务", "Business services"],
  ["logistics", "物流", "Logistics"],
  ["government", "政府", "Government"],
  ["media", "传媒", "Media"],
  ["medical", "医疗", "Medical"],
  ["education", "教育", "Education"],
  ["other", "其他", "Other"],
];

/** How many people a company has. */
export const SIZES: readonly OptionRow[] = [
  ["xs", "少于 20 人", "Under 20"],
  ["s", "20–99 人", "20–99"],
  ["m", "100–499 人", "100–499"],
  ["l", "500–999 人", "500–999"],
  ["xl", "1000 人及以上", "1,000 and more"],
];

/** How important a customer or lead is. */
export const GRADES: readonly OptionRow[] = [
  ["a", "A 重点", "A Key", "red"],
  ["b", "B 普通", "B Normal", "blue"],
  ["c", "C 非优先", "C Low", "gray"],
];

/** How people were contacted. */
export const FOLLOW_UP_TYPES: readonly OptionRow[] = [
  ["call", "打电话", "Call", "blue"],
  ["sms", "发短信", "Text message", "cyan"],
  ["visit", "上门拜访", "Visit", "green"],
  ["wechat", "微信沟通", "WeChat", "lime"],
  ["email", "邮件", "E-mail", "purple"],
  ["meeting", "会议", "Meeting", "gold"],
];

/** What is sold. */
export const PRODUCTS: readonly OptionRow[] = [
  ["standard", "标准版", "Standard"],
  ["professional", "专业版", "Professional"],
  ["enterprise", "企业版", "Enterprise"],
  ["service", "实施服务", "Implementation"],
  ["training", "培训", "Training"],
];

/** How customers pay. */
export const PAYMENT_METHODS: readonly OptionRow[] = [
  ["transfer", "银行转账", "Bank transfer", "blue"],
  ["acceptance", "承兑汇票", "Acceptance bill", "purple"],
  ["cheque", "支票", "Cheque", "cyan"],
  ["online", "在线支付", "Online payment", "green"],
  ["cash", "现金", "Cash", "gold"],
];
