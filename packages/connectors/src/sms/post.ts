import { PATIENCE_MS } from "../channel.ts";
import { connectorRefused, connectorRejected, connectorUnreachable } from "../errors.ts";

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
  if (response.ok) return text;
  const reason = `${response.status} ${text.slice(0, LONGEST)}`;
  throw isFinal(response.status) ? connectorRejected({ reason }) : connectorRefused({ reason });
}

/** Whether a gateway that answers so would answer the same next time: not when it is slow, busy or broken. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}
