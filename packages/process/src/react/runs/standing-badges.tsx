import { CheckOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { formatRelativeTime, useLocale, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { type ReactNode, useMemo } from "react";
import { text } from "./text.ts";
import { runsKey } from "./use-mending.ts";

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
  const { data, dataUpdatedAt } = useQuery({
    queryKey: [...runsKey(app), "standing", flow],
    queryFn: () => api.call(routes.standingRuns, { params: { app, flow } }),
    enabled: isShown,
    refetchInterval: 30_000,
  });
  const locale = useLocale();
  return useMemo(() => {
    if (!data || !isShown) return undefined;
    const byNode = Map.groupBy(data.items, ({ node }) => node ?? "");
    const passed = new Map(data.passed.map(({ node, count }) => [node, count]));
    const mark = (node: string, status: "waiting" | "failed"): ReactNode => {
      const own = (byNode.get(node) ?? []).filter(
        (one) => (one.status === "failed") === (status === "failed"),
      );
      const n = own.reduce((all, { count }) => all + count, 0);
      if (n === 0) return null;
      const [oldest = ""] = own.map(({ since }) => since).toSorted((one, other) => (one < other ? -1 : 1));
      const since = formatRelativeTime(oldest, new Date(dataUpdatedAt), locale);
      const title = fillText(status === "failed" ? t.failedHere : t.standing, { n, since });
      return renderLink(
        { node, status },
        <Tag color={status === "failed" ? "red" : "gold"} title={title}>
          {n}
        </Tag>,
      );
    };
    return new Map(
      [...new Set([...byNode.keys(), ...passed.keys()])].map((node) => {
        const count = passed.get(node) ?? 0;
        return [
          node,
          <>
            {count > 0 ? (
              <Tag title={fillText(t.passedHere, { n: count })}>
                <CheckOutlined /> {count.toLocaleString()}
              </Tag>
            ) : null}
            {mark(node, "waiting")}
            {mark(node, "failed")}
          </>,
        ] as const;
      }),
    );
  }, [data, dataUpdatedAt, isShown, renderLink, locale, t]);
}
