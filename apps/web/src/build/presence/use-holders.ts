import type { ElementHolders } from "@mortise/ui";
import { useCallback, useEffect, useMemo } from "react";
import { useSession } from "../../session/session.ts";
import { personColor } from "./person-color.ts";
import { usePresence } from "./use-seat.ts";

/** Says that a document is open here, and answers who else holds what in it. */
export function useHolders(document: string): ElementHolders {
  const { seats, goTo, takeOver } = usePresence();
  const own = useSession().me?.id;
  useEffect(() => {
    goTo({ document, element: null });
    return () => goTo({ document: null, element: null });
  }, [document, goTo]);
  // Seats are read again every few seconds; who holds what mostly stays, and with it what is drawn.
  const told = JSON.stringify(
    seats
      .filter((seat) => seat.document === document)
      .map(({ account, name, element }) => [account, name, element]),
  );
  const held = useMemo(() => {
    const first = new Map<
      string,
      { readonly account: string; readonly name: string; readonly color: string }
    >();
    // Written above.
    for (const [account, name, element] of JSON.parse(told) as readonly [string, string, string | null][])
      if (element !== null && !first.has(element))
        first.set(element, { account, name, color: personColor(account) });
    return new Map([...first].filter(([, holder]) => holder.account !== own));
  }, [told, own]);
  const onChoose = useCallback(
    (element: string | undefined) => goTo({ document, element: element ?? null }),
    [goTo, document],
  );
  return useMemo(() => ({ held, onChoose, onTakeOver: takeOver }), [held, onChoose, takeOver]);
}
