import type { MessageChannel } from "../channel.ts";
import { aliyunChannel } from "./aliyun-channel.ts";
import { gatewayChannel } from "./gateway-channel.ts";

/**
 * Short messages by what the address names: `aliyun://keyId:secret@dysmsapi.aliyuncs.com?sign=…&template=…`, or the
 * `https://` address of a gateway of one's own.
 */
export function smsChannel(address: string): MessageChannel {
  const url = new URL(address);
  return url.protocol === "aliyun:" ? aliyunChannel(url) : gatewayChannel(url);
}
