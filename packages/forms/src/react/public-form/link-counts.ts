import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { publicFormText } from "./text.ts";

type Links = RouteOutput<typeof routes.countPublicLinks>;

/** How often each link was used. */
export type LinkCounts = ReadonlyMap<string, Links["counts"][number]>;

/** What the server knows of the links of a published form; nothing of one that is not published yet. */
export function usePublicLinks(
  app: string | undefined,
  form: string,
): { readonly counts: LinkCounts; readonly redirectHosts: Links["redirectHosts"] | undefined } {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ["public-links", app, form],
    queryFn: () => api.call(routes.countPublicLinks, { params: { app: app ?? "", form } }),
    enabled: app !== undefined,
  });
  return {
    counts: new Map((data?.counts ?? []).map((one) => [one.link, one])),
    redirectHosts: data?.redirectHosts,
  };
}

/** Says how many submissions there are. */
export function useCountText(): (count: Links["counts"][number] | undefined) => string {
  const t = useText(publicFormText);
  return (count) => {
    if (!count) return t.noSubmissions;
    const number = `${count.submissions.toLocaleString()}${count.more ? "+" : ""}`;
    return t.submissions.replace("{n}", number);
  };
}
