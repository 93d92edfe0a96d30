import { randomUUID } from "node:crypto";
import type { MessageChannel } from "../channel.ts";
import { connectorRefused, connectorRejected } from "../errors.ts";
import { aliyunSignature } from "./aliyun-signature.ts";
import { answerOf } from "./post.ts";

/** Short messages by the Dysmsapi of Aliyun: signature and template have to be approved there; the template takes `${code}`, the one for notices `${text}`. */
export function aliyunChannel(address: URL): MessageChannel {
  const keyId = decodeURIComponent(address.username);
  const secret = decodeURIComponent(address.password);
  const sign = address.searchParams.get("sign") ?? "";
  const template = address.searchParams.get("template") ?? "";
  const notice = address.searchParams.get("notice");
  // For tests and proxies: `?insecure=1` speaks plain HTTP.
  const scheme = address.searchParams.has("insecure") ? "http" : "https";
  return {
    async send(message) {
      const isNotice = message.template === undefined;
      if (isNotice && notice === null) throw connectorRejected({ reason: "no notice template" });
      const query: Readonly<Record<string, string>> = {
        AccessKeyId: keyId,
        Action: "SendSms",
        Format: "JSON",
        PhoneNumbers: message.to.replace(/^\+86/, "").replace(/^\+/, "00"),
        SignName: sign,
        SignatureMethod: "HMAC-SHA1",
        SignatureNonce: randomUUID(),
        SignatureVersion: "1.0",
        TemplateCode: isNotice ? (notice ?? "") : template,
        TemplateParam: JSON.stringify(message.template ?? { text: message.text }),
        ...(message.key === undefined ? {} : { OutId: message.key }),
        Timestamp: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
        Version: "2017-05-25",
      };
      const url = new URL(`${scheme}://${address.host}/`);
      url.search = new URLSearchParams({ ...query, Signature: aliyunSignature(query, secret) }).toString();
      const text = await answerOf(url, { method: "GET" });
      const code = codeIn(text);
      if (code === "OK") return;
      throw PASSING.test(code) ? connectorRefused({ reason: code }) : connectorRejected({ reason: code });
    },
  };
}

/** The code in an answer, `OK` when the message was taken. */
function codeIn(text: string): string {
  try {
    const { Code: code } = JSON.parse(text) as { readonly Code?: unknown }; // an answer without one is refused below
    return typeof code === "string" ? code : "?";
  } catch {
    return "?";
  }
}

/** Refusals that pass by themselves: limits of the day or the minute, money, troubles of the provider. */
const PASSING =
  /LIMIT|Throttling|AMOUNT_NOT_ENOUGH|OUT_OF_SERVICE|SYSTEM_ERROR|ServiceUnavailable|InternalError|^isp\.|^\?$/i;
