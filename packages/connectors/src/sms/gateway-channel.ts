import type { MessageChannel } from "../channel.ts";
import { answerOf } from "./post.ts";

/**
 * A gateway of one's own: it gets `POST {"to": "+8613…", "text": "…", "template": {"code": "…"}}` and answers 2xx once it
 * has taken the message; the header `Idempotency-Key` is the same for every try. A password in the address goes along as a bearer token.
 */
export function gatewayChannel(address: URL): MessageChannel {
  const url = new URL(address);
  const token = decodeURIComponent(url.password || url.username);
  url.username = "";
  url.password = "";
  return {
    async send({ to, text, key, template = {} }) {
      await answerOf(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(key === undefined ? {} : { "idempotency-key": key }),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify({ to, text, template }),
      });
    },
  };
}
