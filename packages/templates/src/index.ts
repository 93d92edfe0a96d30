import { crm } from "./crm/index.ts";
import type { Template } from "./template.ts";

export type * from "./template.ts";

/** The apps that ship with the product. */
export const templates: readonly Template[] = [crm];

/** The template with that id. */
export function findTemplate(id: string): Template | undefined {
  return templates.find((template) => template.id === id);
}
