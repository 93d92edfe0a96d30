import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { buildText } from "./text.ts";

/** What somebody else published while a person was looking at the changes: releases after `base`. */
export function PublishedMeanwhile({ app, base }: { readonly app: string; readonly base: number }) {
  const t = useText(buildText);
  const localize = useLocalize();
  const api = useApi();
  const releases = useQuery({
    queryKey: ["releases-after", app, base],
    queryFn: () => api.call(routes.listReleases, { params: { app } }),
    staleTime: 0,
    gcTime: 0,
  });
  const later = (releases.data?.items ?? []).filter(({ number }) => number > base);
  return later.map((release) => (
    <Alert
      key={release.number}
      type="warning"
      showIcon
      role="alert"
      title={fillText(t.publishedMeanwhile, { by: release.by || "—", n: release.number })}
      description={
        <ul className="diff-list" aria-label={fillText(t.release, { n: release.number })}>
          {release.changes.map((change) => (
            <li key={`${change.document}/${change.text.en}`}>{localize(change.text)}</li>
          ))}
        </ul>
      }
    />
  ));
}
