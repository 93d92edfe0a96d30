import type { PrintDocument } from "@mortise/metadata";
import { useAppModel } from "../app/app-model.ts";

/** So many records are printed at once. */
export const MOST_PRINTED = 100;

/** The print templates of an entity. */
export function usePrintTemplates(entity: string): readonly PrintDocument[] {
  return useAppModel()
    .catalog.all("print")
    .filter((template) => template.entity === entity);
}

/** The address that prints records by a template. */
export function printAddress(app: string, template: string, ids: readonly string[]): string {
  return `/a/${app}/print/${template}?ids=${ids.join(",")}`;
}
