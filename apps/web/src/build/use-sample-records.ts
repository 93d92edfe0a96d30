import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useFieldServices } from "@mortise/fields/react";
import type { FormValues } from "@mortise/forms/react";
import type { EntityDocument } from "@mortise/metadata";
import { useMemo } from "react";
import { useAppModel } from "../app/app-model.ts";

/** Records of a published entity that a preview can be filled with; none while no release has the entity. */
export function useSampleRecords(entity: EntityDocument | undefined) {
  const api = useApi();
  const { id: app } = useAppModel();
  const { searchRecords } = useFieldServices();
  return useMemo(() => {
    if (!entity) return undefined;
    return {
      search: (typed: string) => searchRecords(entity.id, typed),
      load: async (id: string): Promise<FormValues> => {
        const { record } = await api.call(routes.getRecord, { params: { app, entity: entity.id, id } });
        return record;
      },
    };
  }, [api, app, entity, searchRecords]);
}
