import { useEffect, useRef } from "react";
import { parametersOf, prefillOf } from "./address.ts";
import { type Answers, isBlank } from "./answers.ts";
import { fetchFills } from "./form-api.ts";
import type { FormSetting } from "./form-setting.ts";
import type { AnswersState } from "./use-answers.ts";

/** Nobody asks while somebody still types. */
const PAUSE_MS = 600;

/** Fills questions in from what the answers so far lead to, where the form does that; what was typed stays. */
export function useLiveFills(setting: FormSetting, state: AnswersState): void {
  const { view } = setting;
  const { answers } = state;
  // What was filled in last: it counts as typed once somebody changes it.
  const filled = useRef<Answers>({});
  const asked = useRef("");
  useEffect(() => {
    if (!view.liveFills) return undefined;
    let isCurrent = true;
    const timer = setTimeout(() => {
      const values = Object.fromEntries(
        Object.entries(state.values()).filter(([id]) => !isFilled(filled.current, answers, id)),
      );
      const question = JSON.stringify(values);
      if (question === asked.current) return;
      asked.current = question;
      const { search } = window.location;
      const { signed } = prefillOf(search);
      const prefill = signed === undefined ? {} : { prefill: signed };
      void fetchFills(setting, { values, parameters: parametersOf(search), ...prefill }).then((answer) => {
        if (!isCurrent || !answer.ok) {
          // Asked again with the next change.
          asked.current = "";
          return;
        }
        const free = Object.entries(answer.value.values).filter(
          ([id]) => isBlank(answers[id]) || isFilled(filled.current, answers, id),
        );
        filled.current = Object.fromEntries(free);
        const changed = free.filter(([id, value]) => (answers[id] ?? null) !== value);
        if (changed.length > 0) state.fill(Object.fromEntries(changed));
      });
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- each change of the answers asks once
  }, [answers, view.liveFills]);
}

function isFilled(filled: Answers, answers: Answers, id: string): boolean {
  return !isBlank(filled[id]) && filled[id] === answers[id];
}
