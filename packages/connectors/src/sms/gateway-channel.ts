import type { MessageChannel } from "../channel.ts";
import { answerOf } from "./post.ts";

/**
 * A gateway of one's own: it gets `POST {"to": "+8613…", "text": "…", "template": {"code": "…"}}` and answers 2xx once it
 * has taken the message. A password in the address goes along as a bearer token.
 */
export function gatewayChannel(address: URL): MessageChannel {
  const url = new URL(address);
  const token = decodeURIComponent(url.password || url.username);
  url.username = "";
  url.password = "";
  return {
    async send({ to, text, template = {} }) {
      await answerOf(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify({ to, text, template }),
      });
    },
  };
}
