import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { recordsChanged } from "../live/apply-live.ts";
import { mayWrite } from "../records/entity-fields.ts";
import { useRecordPermission } from "../records/record-rights.ts";
import { errorMessage } from "../session/form-errors.ts";
import { isShared, type RelatedPlace } from "./related-place.ts";

/** What the person may do with a list of related records. */
export interface LinkRights {
  readonly create: boolean;
  /** Records that are there may be put into the list. */
  readonly add: boolean;
  /** This record may be taken out of it. */
  readonly remove: (record: string) => boolean;
}

/** The rights to a list: those to the list itself, and to the field of the other record that points here. */
export function useLinkRights({ holder, list, entity, link }: RelatedPlace): LinkRights {
  const { permission } = useAppModel();
  const here = useRecordPermission(holder.entity)(holder.id);
  const there = useRecordPermission(entity.id);
  const isOpen = (here.fields[list.id] ?? "write") === "write";
  const mayEmpty = isShared(link) || link.required !== true;
  return {
    create: permission(entity.id).create,
    add: isOpen && mayWrite(link, permission(entity.id)),
    remove: (record) => isOpen && mayEmpty && mayWrite(link, there(record)),
  };
}

/** Puts records into a list of related records or takes them out; both sides are read again. */
export function useLinkWrite({ holder, list, entity }: RelatedPlace) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (change: { readonly add?: readonly string[]; readonly remove?: readonly string[] }) =>
      api.call(routes.linkRecords, {
        params: { app, ...holder },
        body: { field: list.id, add: [...(change.add ?? [])], remove: [...(change.remove ?? [])] },
      }),
    onSuccess: () => {
      recordsChanged(queryClient, app, entity.id);
      recordsChanged(queryClient, app, holder.entity);
    },
    onError: (error) => message.error(errorMessage(error)),
  });
}
