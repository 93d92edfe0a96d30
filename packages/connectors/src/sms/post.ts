import { PATIENCE_MS } from "../channel.ts";
import { connectorRefused, connectorUnreachable } from "../errors.ts";

/** No answer of a gateway is longer. */
const LONGEST = 300;

/** Calls a gateway; the text of its answer when it took the request. */
export async function answerOf(url: URL, init: RequestInit): Promise<string> {
  const response = await fetch(url, {
    ...init,
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((cause: unknown) => {
    throw connectorUnreachable({}, { cause });
  });
  const text = await response.text();
  if (!response.ok) throw connectorRefused({ reason: `${response.status} ${text.slice(0, LONGEST)}` });
  return text;
}
