import { BellFilled, BellOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useIsPhone, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { useSession } from "../session/session.ts";
import { keys } from "../session/query-keys.ts";
import { commentsText } from "./text.ts";
import type { Place } from "./use-comments.ts";
import { useFollow } from "./use-follow.ts";

/** Follows the record, or says that it is followed and ends that. */
export function FollowButton({ entity, id }: Place) {
  const t = useText(commentsText);
  const api = useApi();
  const phone = useIsPhone();
  const { me } = useSession();
  const { id: app } = useAppModel();
  const state = useQuery({
    queryKey: keys.follow(app, entity, id),
    queryFn: () => api.call(routes.followState, { params: { app, entity, id } }),
  }).data;
  const follow = useFollow();
  if (!state || me?.viewedBy) return null;
  const { following, chosen } = state;
  const word = following ? t.following : t.follow;
  return (
    <Button
      icon={following ? <BellFilled aria-hidden="true" /> : <BellOutlined aria-hidden="true" />}
      aria-pressed={following}
      aria-label={t.follow}
      title={following ? (chosen ? t.unfollowHint : t.followingOwn) : t.followHint}
      loading={follow.isPending}
      onClick={() => follow.mutate({ entity, id, following: !following })}
    >
      {phone ? null : word}
    </Button>
  );
}
