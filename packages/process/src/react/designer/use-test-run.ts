import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { FlowDocument } from "@mortise/metadata";
import { useMutation } from "@tanstack/react-query";
import { type TestRun, useSample } from "./sample.ts";

/** Plays the flow as it is on a record, by its id; nothing is changed. */
export function useTestRun(flow: FlowDocument, app: string, onLight: (steps: TestRun["steps"]) => void) {
  const api = useApi();
  const { take } = useSample();
  return useMutation({
    mutationFn: (record: string) =>
      api.call(routes.rehearseFlow, { params: { app }, body: { flow, record } }),
    onSuccess: (run) => {
      take(run);
      onLight(run.steps);
    },
  });
}
