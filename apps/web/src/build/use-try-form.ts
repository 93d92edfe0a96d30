import { ApiError, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { TryForm } from "@mortise/forms/react";
import { useCallback } from "react";
import { useAppModel } from "../app/app-model.ts";
import { useLabelBook } from "../records/labels.ts";
import { errorMessage, fieldErrors } from "../session/form-errors.ts";
import { useDraft } from "./use-draft.ts";

/** Has the server try a record of an entity against the draft as it is on the screen. */
export function useTryForm(entity: string): TryForm {
  const api = useApi();
  const labels = useLabelBook();
  const { id: app } = useAppModel();
  const { session } = useDraft();
  return useCallback(
    async ({ values, record, role }) => {
      await session.flush();
      try {
        const tried = await api.call(routes.tryDraft, {
          params: { app },
          body: {
            entity,
            values,
            ...(record === undefined ? {} : { id: record }),
            ...(role === undefined ? {} : { role }),
          },
        });
        labels.add(tried.labels);
        return tried;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        return { refused: errorMessage(error), errors: fieldErrors(error) };
      }
    },
    [api, app, entity, labels, session],
  );
}
