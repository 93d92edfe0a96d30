import type { LocalizedText } from "@mortise/kit";

/** How many calls may lie between a run and the run at which they began. */
export const MOST_DEPTH = 10;

/** How many runs calls may begin since one run. */
export const MOST_RUNS = 5_000;

/** Why a call is refused that would lead too deep. */
export const TOO_DEEP: LocalizedText = {
  zh: `流程调用超过了 ${MOST_DEPTH} 层，可能在互相调用，已停止`,
  en: `Flows call each other more than ${MOST_DEPTH} levels deep, perhaps in a circle; this was stopped`,
};

/** Why a call is refused that would begin too many runs. */
export const TOO_MANY_RUNS: LocalizedText = {
  zh: `一次运行引起的调用超过了 ${MOST_RUNS} 次，已停止`,
  en: `Calls since one run have begun more than ${MOST_RUNS} runs; this was stopped`,
};
