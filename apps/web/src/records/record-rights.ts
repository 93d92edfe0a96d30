import type { RouteOutput, routes } from "@mortise/contract";
import { createContext, useCallback, useContext } from "react";
import { type EntityPermission, useAppModel } from "../app/app-model.ts";

type Page = Pick<RouteOutput<typeof routes.queryRecords>, "items" | "denied" | "limits">;
type Denied = NonNullable<Page["denied"]>[string];
type Limits = NonNullable<Page["limits"]>[string];

/** What the person may do with one record. */
export interface RecordPermission extends EntityPermission {
  /** It may be returned to the public pool. */
  readonly release: boolean;
}

/** What answers said about single records; the newest answer counts. */
export class RightsBook {
  readonly #denied = new Map<string, Denied>();
  readonly #limits = new Map<string, Limits>();

  /** Takes what an answer says about its records. */
  add({ items, denied, limits }: Page): void {
    for (const { id } of items) {
      keep(this.#denied, id, denied?.[id]);
      keep(this.#limits, id, limits?.[id]);
    }
  }

  /** What is left of the rights to an entity for one of its records. */
  permission(entity: EntityPermission, record: string): RecordPermission {
    const denied = this.#denied.get(record);
    const limits = this.#limits.get(record);
    const may = (right: Denied[number]): boolean => denied?.includes(right) !== true;
    return {
      ...entity,
      update: entity.update && may("update"),
      delete: entity.delete && may("delete"),
      claim: entity.claim && may("claim"),
      assign: entity.assign && may("assign"),
      release: entity.update && may("release"),
      fields: limits ? { ...entity.fields, ...limits } : entity.fields,
    };
  }
}

function keep<T>(map: Map<string, T>, id: string, value: T | undefined): void {
  if (value === undefined) map.delete(id);
  else map.set(id, value);
}

/** What is known about the records on the pages of an app. */
export const RightsContext = createContext(new RightsBook());

/** The book into which answers put what may be done with their records. */
export function useRightsBook(): RightsBook {
  return useContext(RightsContext);
}

/** Tells what the person may do with a record that was read. */
export function useRecordPermission(entity: string): (record: string) => RecordPermission {
  const book = useRightsBook();
  const permission = useAppModel().permission(entity);
  return useCallback((record: string) => book.permission(permission, record), [book, permission]);
}
