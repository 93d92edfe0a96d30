import type { LocalizedText } from "@mortise/kit";
import { READ_LIMITS } from "@mortise/store";

/** One variable of the environment, as the reference page tells it. */
export interface EnvironmentSetting {
  readonly name: string;
  readonly fallback: LocalizedText;
  readonly meaning: LocalizedText;
}

const limits = Object.entries(READ_LIMITS).map(([kind, seconds]) => `${kind}=${seconds}`);
const limitsText = { zh: limits.join(", "), en: limits.join(", ") };

/** Every variable that `readConfig` reads, in the order of the reference page. */
export const environmentSettings: readonly EnvironmentSetting[] = [
  {
    name: "PORT",
    fallback: { zh: "8080", en: "8080" },
    meaning: { zh: "监听的端口，1–65535", en: "the port it listens on, 1–65535" },
  },
  {
    name: "HOST",
    fallback: { zh: "127.0.0.1（生产环境 0.0.0.0）", en: "127.0.0.1 (0.0.0.0 in production)" },
    meaning: { zh: "监听的地址", en: "the address it listens on" },
  },
  {
    name: "DATABASE_URL",
    fallback: { zh: "内置数据库", en: "the embedded database" },
    meaning: {
      zh: "PostgreSQL 15 或更新版本，如 postgres://user:password@host:5432/database",
      en: "PostgreSQL 15 or newer, such as postgres://user:password@host:5432/database",
    },
  },
  {
    name: "DATABASE_REPLICA_URL",
    fallback: { zh: "不使用", en: "none" },
    meaning: {
      zh: "流复制副本的地址：图表和导出从它读取；副本不可用或落后超过 30 秒时自动改读主库",
      en: "a streaming copy: figures and exports are read from it; while it is down or more than 30 seconds behind, the main database is read",
    },
  },
  {
    name: "DATA_DIR",
    fallback: { zh: "./data", en: "./data" },
    meaning: { zh: "内置数据库、上传文件和密钥所在的目录", en: "embedded database, uploads and secret" },
  },
  {
    name: "MORTISE_SECRET",
    fallback: { zh: "非生产环境自动生成一次", en: "made once outside production" },
    meaning: {
      zh: "签发登录会话、加密“加密文本”字段的密钥，至少 32 个字符；生产环境必填",
      en: "signs sessions and encrypts secret fields; at least 32 characters, required in production",
    },
  },
  {
    name: "MORTISE_FORMER_SECRETS",
    fallback: { zh: "无", en: "none" },
    meaning: {
      zh: "用过的密钥，逗号分隔：更换 MORTISE_SECRET 后，以前加密的内容仍能查看",
      en: "secrets of before, separated by commas: after MORTISE_SECRET was changed, what was encrypted with them can still be shown",
    },
  },
  {
    name: "PUBLIC_URL",
    fallback: { zh: "监听的地址", en: "the address it listens on" },
    meaning: {
      zh: "用户访问的网址，用于消息里的链接和二维码",
      en: "where people reach it, for links in messages and QR codes",
    },
  },
  {
    name: "TRUST_PROXY",
    fallback: { zh: "关闭", en: "off" },
    meaning: {
      zh: "前面有几层自己的反向代理（1–10），按此采信 X-Forwarded-*",
      en: "how many proxies of yours stand before it (1–10), whose X-Forwarded-* are believed",
    },
  },
  {
    name: "FRAME_HOSTS",
    fallback: { zh: "无", en: "none" },
    meaning: {
      zh: "允许嵌入表单的网页主机，用逗号分隔，如 bi.example.com, *.example.org",
      en: "hosts whose pages may stand inside forms, separated by commas: bi.example.com, *.example.org",
    },
  },
  {
    name: "REDIRECT_HOSTS",
    fallback: { zh: "无，访客提交后不跳转", en: "none: visitors are not sent on" },
    meaning: {
      zh: "公开表单提交后允许跳转到的网站主机，用逗号分隔，如 www.example.com, *.example.org；只跳 https",
      en: "hosts to which public forms may send visitors on after they have submitted, separated by commas: www.example.com, *.example.org; https only",
    },
  },
  {
    name: "PRIVATE_HOSTS",
    fallback: { zh: "无，流程只能访问公网", en: "none: flows call public addresses only" },
    meaning: {
      zh: "允许流程访问的内网主机，用逗号分隔，如 erp.lan, 10.0.0.5:8080；管理员还要在“外部访问”里允许它们",
      en: "hosts of the own network that flows may call, separated by commas: erp.lan, 10.0.0.5:8080; administrators have to allow them as well",
    },
  },
  {
    name: "FLOW_SCRIPTS",
    fallback: { zh: "off：脚本步骤不运行", en: "off: script steps do not run" },
    meaning: {
      zh: "on 时流程的“脚本”步骤可以运行搭建者写的 JavaScript：在独立线程的 WebAssembly 沙箱里，没有网络和文件，最多 5 秒、32 MB 内存",
      en: "on: the step “Script” of flows runs JavaScript of whoever builds them, in a WebAssembly sandbox in a thread of its own, without network and files, for at most 5 seconds and with 32 MB of memory",
    },
  },
  {
    name: "MAP_TILES",
    fallback: { zh: "无，地图用不联网的经纬网底图", en: "none: maps have a plain ground and ask nobody" },
    meaning: {
      zh: "地图瓦片的网址，如 https://tiles.example.com/{z}/{x}/{y}.png，有多个主机时用 {s}；浏览器直接向它取图",
      en: "where browsers get the tiles of maps: https://tiles.example.com/{z}/{x}/{y}.png, with {s} where it has several hosts",
    },
  },
  {
    name: "MAP_CREDIT",
    fallback: { zh: "无", en: "none" },
    meaning: {
      zh: "地图角上显示的版权和审图号",
      en: "what stands in the corner of maps: who made them, approval number",
    },
  },
  {
    name: "MAP_DATUM",
    fallback: { zh: "wgs84", en: "wgs84" },
    meaning: {
      zh: "瓦片的坐标系：wgs84（天地图等），gcj02（高德、腾讯等，记录的位置会相应偏移）",
      en: "the coordinates of the tiles: wgs84, or gcj02 as Chinese services shift them",
    },
  },
  {
    name: "READ_LIMITS",
    fallback: limitsText,
    meaning: {
      zh: "各类读取最多用多少秒（1–9999），超过即取消并提示怎样缩小范围：单条记录 record、列表 list、全局搜索 search、统计 figures、导出的每一步 export；只写要改的，如 list=30, figures=120",
      en: "how many seconds reads may take (1–9999) before they are cancelled with advice on narrowing them: a record, a list, a search over all entities, figures, a step of an export; name only what differs: list=30, figures=120",
    },
  },
  {
    name: "SMTP_URL",
    fallback: { zh: "不发邮件", en: "no e-mail is sent" },
    meaning: {
      zh: "邮件服务器，如 smtps://user:password@mail.example.com:465",
      en: "the mail server, such as smtps://user:password@mail.example.com:465",
    },
  },
  {
    name: "MAIL_FROM",
    fallback: { zh: "设了 SMTP_URL 时必填", en: "required with SMTP_URL" },
    meaning: {
      zh: "邮件的发件人，如 Mortise <no-reply@example.com>",
      en: "the sender of e-mail, such as Mortise <no-reply@example.com>",
    },
  },
  {
    name: "SMS_URL",
    fallback: { zh: "不发短信", en: "no short messages are sent" },
    meaning: {
      zh: "短信网关：自己的 https://:token@host/path（POST JSON：to、text、template），或阿里云 aliyun://keyId:secret@dysmsapi.aliyuncs.com?sign=签名&template=模板（模板变量 ${code}；流程的短信另加 &notice=模板，变量 ${text}）",
      en: "the gateway for short messages: one’s own https://:token@host/path (POST JSON: to, text, template), or Aliyun aliyun://keyId:secret@dysmsapi.aliyuncs.com?sign=…&template=… (the template takes ${code}; for messages of flows add &notice=…, which takes ${text})",
    },
  },
  {
    name: "NODE_ENV",
    fallback: { zh: "开发", en: "development" },
    meaning: {
      zh: "设为 production 时要求密钥并监听所有地址",
      en: "production demands a secret and listens on every address",
    },
  },
];
