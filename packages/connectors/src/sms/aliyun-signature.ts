import { createHmac } from "node:crypto";

/** The signature of an RPC request of Aliyun (version 1.0): HMAC-SHA1 over the sorted query. */
export function aliyunSignature(query: Readonly<Record<string, string>>, secret: string): string {
  const sorted = Object.entries(query)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join("&");
  return createHmac("sha1", `${secret}&`)
    .update(`GET&%2F&${encoded(sorted)}`)
    .digest("base64");
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
