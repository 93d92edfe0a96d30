import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { type ReactNode, useMemo } from "react";
import { text } from "./text.ts";
import { runsKey } from "./use-mending.ts";

type Standing = RouteOutput<typeof routes.standingRuns>["items"][number];

/** Whose runs are counted, and how a count leads to them. */
export interface StandingBadgesProps {
  readonly app: string;
  readonly flow: string;
  /** False: nothing is asked for. */
  readonly isShown: boolean;
  readonly renderLink: (
    target: { readonly node: string; readonly status: "waiting" | "failed" },
    children: ReactNode,
  ) => ReactNode;
}

/** How many runs wait and how many failed at each step of a flow, as marks on its drawing that lead to them. */
export function useStandingBadges({
  app,
  flow,
  isShown,
  renderLink,
}: StandingBadgesProps): ReadonlyMap<string, ReactNode> | undefined {
  const t = useText(text);
  const api = useApi();
  const { data } = useQuery({
    queryKey: [...runsKey(app), "standing", flow],
    queryFn: () => api.call(routes.standingRuns, { params: { app, flow } }),
    enabled: isShown,
    refetchInterval: 30_000,
  });
  return useMemo(() => {
    if (!data || !isShown) return undefined;
    const byNode = Map.groupBy(data.items, ({ node }) => node ?? "");
    return new Map(
      [...byNode].map(([node, counts]) => {
        const failed = sum(counts, (status) => status === "failed");
        const waiting = sum(counts, (status) => status !== "failed");
        return [
          node,
          <>
            {waiting > 0
              ? renderLink(
                  { node, status: "waiting" },
                  <Tag color="gold" title={fillText(t.standing, { n: waiting })}>
                    {waiting}
                  </Tag>,
                )
              : null}
            {failed > 0
              ? renderLink(
                  { node, status: "failed" },
                  <Tag color="red" title={fillText(t.failedHere, { n: failed })}>
                    {failed}
                  </Tag>,
                )
              : null}
          </>,
        ] as const;
      }),
    );
  }, [data, isShown, renderLink, t]);
}

function sum(counts: readonly Standing[], fits: (status: Standing["status"]) => boolean): number {
  return counts.filter(({ status }) => fits(status)).reduce((all, { count }) => all + count, 0);
}
