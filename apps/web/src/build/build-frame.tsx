import { useText } from "@mortise/ui";
import { EmptyState } from "@mortise/ui";
import { Suspense } from "react";
import { Outlet } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { DraftBar } from "./draft-bar.tsx";
import { PresenceContext, useSeat } from "./presence/use-seat.ts";
import { buildText } from "./text.ts";
import { DraftContext, useDraftSession } from "./use-draft.ts";

/** Everything under `/a/:app/build`: the draft, its state, publishing. */
export function BuildFrame() {
  const t = useText(buildText);
  const { id: app, builder } = useAppModel();
  if (!builder) return <EmptyState title={t.notBuilder} />;
  return <BuildPages key={app} app={app} />;
}

function BuildPages({ app }: { readonly app: string }) {
  const { session, error, reload } = useDraftSession(app);
  const presence = useSeat(app);
  if (error && !session) return <PageError error={error} onRetry={reload} />;
  if (!session) return <PageLoading />;
  return (
    <DraftContext value={session}>
      <PresenceContext value={presence}>
        <div className="build">
          <DraftBar app={app} onReload={reload} />
          <div className="build-content">
            <Suspense fallback={<PageLoading />}>
              <Outlet />
            </Suspense>
          </div>
        </div>
      </PresenceContext>
    </DraftContext>
  );
}
