import type { Locale } from "@mortise/kit";
import { useCallback, useEffect, useRef, useState } from "react";
import { sendForm } from "./send-form.ts";
import type { ProofSource } from "./proof/proof-source.ts";
import { changeWaiting, type Waiting, waitingOf } from "./on-device.ts";

/** Submissions that wait on the device, and their sending. */
export interface Outbox {
  readonly waiting: readonly Waiting[];
  /** How many have been sent since the page was opened. */
  readonly sent: number;
  /** Keeps a submission until there is a connection; false when the device keeps nothing. */
  readonly add: (one: Waiting) => boolean;
  readonly remove: (key: string) => void;
}

/** Without a connection the browser may not tell when there is one again; so often it is tried. */
const RETRY_MS = 30_000;

/** Sends what waits when the page opens, when the connection is back, and now and then. */
export function useOutbox(slug: string, locale: Locale, proofs: ProofSource): Outbox {
  const [waiting, setWaiting] = useState(() => waitingOf(slug));
  const [sent, setSent] = useState(0);
  const change = useCallback(
    (next: (list: readonly Waiting[]) => readonly Waiting[]): boolean => {
      const isKept = changeWaiting(slug, next);
      setWaiting(waitingOf(slug));
      return isKept;
    },
    [slug],
  );
  const round = useCallback(async (): Promise<void> => {
    for (const { key, submission, password } of waitingOf(slug).filter((one) => one.refused === undefined)) {
      // One after the other: the first that finds no connection ends the round.
      // oxlint-disable-next-line no-await-in-loop -- see above
      const answer = await sendForm(slug, { submission, locale, key, password }, proofs);
      if (answer.ok) {
        // Another window may have sent it meanwhile: it was one and the same.
        if (waitingOf(slug).some((one) => one.key === key)) setSent((count) => count + 1);
        change((list) => list.filter((one) => one.key !== key));
        continue;
      }
      const { code, message } = answer.refusal;
      if (isForLater(code)) return;
      change((list) => list.map((one) => (one.key === key ? { ...one, refused: message || code } : one)));
    }
  }, [slug, locale, change, proofs]);
  // Rounds follow one another: the browser says that it is online while one is under way.
  const last = useRef<Promise<void>>(Promise.resolve());
  const flush = useCallback((): void => {
    last.current = last.current.then(round, round);
  }, [round]);
  const isWaiting = waiting.some(({ refused }) => refused === undefined);
  useEffect(() => {
    if (!isWaiting) return undefined;
    flush();
    window.addEventListener("online", flush);
    const timer = setInterval(flush, RETRY_MS);
    return () => {
      window.removeEventListener("online", flush);
      clearInterval(timer);
    };
  }, [isWaiting, flush]);
  const add = useCallback((one: Waiting) => change((list) => [...list, one]), [change]);
  const remove = useCallback(
    (key: string) => void change((list) => list.filter((one) => one.key !== key)),
    [change],
  );
  return { waiting, sent, add, remove };
}

/** No answer, or one that says nothing about the submission: too many at once, a server in trouble. */
function isForLater(code: string): boolean {
  return (
    code === "UNREACHABLE" ||
    code === "SERVER_TOO_MANY_REQUESTS" ||
    code === "KIT_INTERNAL" ||
    code === "FORM_PROOF_NEEDED"
  );
}
