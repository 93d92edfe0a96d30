import { type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useQuery } from "@tanstack/react-query";
import { useAppModel } from "../app/app-model.ts";
import { useLabelBook } from "../records/labels.ts";
import { useRightsBook } from "../records/record-rights.ts";
import { keys } from "../session/query-keys.ts";

/** One record with its child rows; read again whenever it changes on the server. */
export function useRecord(entity: string, id: string | undefined) {
  const api = useApi();
  const { id: app } = useAppModel();
  const labels = useLabelBook();
  const rights = useRightsBook();
  return useQuery<RecordData>({
    queryKey: keys.record(app, entity, id ?? ""),
    queryFn: async () => {
      const answer = await api.call(routes.getRecord, { params: { app, entity, id: id ?? "" } });
      labels.add(answer.labels);
      rights.add({ ...answer, items: [answer.record] });
      return answer.record;
    },
    enabled: id !== undefined,
  });
}
