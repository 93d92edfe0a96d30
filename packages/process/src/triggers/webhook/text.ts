/** Words of the trigger for what other systems send. */
export const text = {
  name: { zh: "其他系统发来数据", en: "Another system sends data" },
  description: {
    zh: "每个流程有自己的地址（Webhook），其他系统把 JSON 发到这里，就新建或更新一条记录并开始流程，一起完成或都不发生",
    en: "The flow has an address of its own (webhook): JSON sent there makes or changes a record and starts the flow, both or neither",
  },
  address: { zh: "接收地址", en: "Address" },
  fields: { zh: "收到的内容写入哪些字段", en: "What goes into which field" },
  match: { zh: "这些字段相同就更新已有记录", en: "A record with the same values is changed" },
  matchHelp: {
    zh: "不选则每次都新建一条记录",
    en: "Without a choice, every call makes a new record",
  },
  signed: { zh: "必须签名", en: "Calls have to be signed" },
  signedHelp: {
    zh: "请求头 X-Mortise-Signature 为 sha256= 加上用密钥对正文算出的 HMAC-SHA256（十六进制）",
    en: "The header X-Mortise-Signature holds sha256= and the HMAC-SHA256 of the body under the secret, in hex",
  },
  addresses: { zh: "只接受这些 IP", en: "Only from these addresses" },
  addressesHelp: {
    zh: "每行一个 IP 或网段；不填则不限",
    en: "One address or network a line; nothing means all",
  },
  reply: { zh: "成功后回复的文字", en: "What a success is answered with" },
  replyHelp: {
    zh: "不填则回复记录的编号；有的系统要求固定的回复，例如 success",
    en: "Without it, the id of the record; some systems want a fixed word such as success",
  },
  noFields: {
    zh: "请先发一次样例，再选择内容写入哪些字段",
    en: "Send a sample first, then choose what goes into which field",
  },
  noField: {
    zh: "字段“{field}”不存在，可能已被删除",
    en: 'The field "{field}" does not exist; it may have been deleted',
  },
  workedOut: {
    zh: "字段“{field}”是自动得出的，不能写入",
    en: 'The field "{field}" is worked out by itself and cannot be written',
  },
  matchNotFilled: {
    zh: "按“{field}”查找已有记录，但没有内容写入它",
    en: 'Records are looked for by "{field}", but nothing is written to it',
  },
  longReply: { zh: "回复最多 2000 字", en: "An answer holds 2,000 characters at most" },
};
