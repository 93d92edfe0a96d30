import { Suspense } from "react";
import { useParams } from "react-router";
import { useBoardAddress } from "../app/board-address.ts";
import { SharedBoard } from "../app/engine-views.ts";
import { LanguageSwitch } from "../session/language-switch.tsx";
import { PageLoading } from "../shell/page-loading.tsx";

/** `/d/:key`: a dashboard for people without an account. */
export function SharedBoardPage() {
  const { key = "" } = useParams();
  const { state, setState, isScreen, setScreen } = useBoardAddress();
  return (
    <Suspense fallback={<PageLoading full />}>
      <SharedBoard
        linkKey={key}
        state={state}
        onState={setState}
        isScreen={isScreen}
        onScreen={setScreen}
        aside={<LanguageSwitch />}
      />
    </Suspense>
  );
}
