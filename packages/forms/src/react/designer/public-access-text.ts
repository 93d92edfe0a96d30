/** Texts of the settings that say when, by whom and how often visitors may fill in a form. */
export const publicAccessText = {
  opensAt: { zh: "开始填写时间", en: "Opens at" },
  closesAt: { zh: "截止填写时间", en: "Closes at" },
  total: { zh: "最多收集多少份", en: "Most submissions in all" },
  noLimit: { zh: "不限", en: "No limit" },
  totalHint: {
    zh: "收满后显示“名额已满”，同时提交也不会超出；删除记录不会腾出名额",
    en: "When all are in, the form says so; submissions at the same moment do not overrun it. Deleting records frees no place",
  },
  perPerson: { zh: "每人可填写", en: "Per person" },
  once: { zh: "仅一次", en: "Once" },
  daily: { zh: "每天一次", en: "Once a day" },
  times: { zh: "共若干次", en: "A number of times" },
  dailyTimes: { zh: "每天若干次", en: "A number of times a day" },
  count: { zh: "次数", en: "How many times" },
  toldBy: { zh: "按什么区分填写人", en: "People are told apart by" },
  device: { zh: "设备（浏览器）", en: "Device (browser)" },
  toldByHint: {
    zh: "换浏览器可以绕过按设备的限制；要更严格请选必填字段，如手机号",
    en: "Another browser gets around a limit by device; a required field such as the mobile number is stricter",
  },
  password: { zh: "填写密码", en: "Password for visitors" },
  passwordHint: { zh: "4–32 位，留空则不需要密码", en: "4–32 characters; none when empty" },
  hosts: { zh: "允许嵌入的网站", en: "Sites that may embed it" },
  hostsHint: {
    zh: "如 www.example.com 或 *.example.com，回车添加；留空则任何网站都可以嵌入",
    en: "Like www.example.com or *.example.com, Enter adds one; any site when empty",
  },
} as const;
