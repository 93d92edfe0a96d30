import type { AppError, LocalizedText } from "@mortise/kit";
import type { CompiledFlow } from "../model/compiled-flow.ts";

/** Complaints told one by one; of more only the first. */
const MOST_TOLD = 3;

/** Why the writes of a run were refused, with the fields by their names: there is no form beside it that would mark them. */
export function refusalReason({ text, details }: AppError, flow: CompiledFlow): LocalizedText {
  if (details.length === 0) return text;
  const told = details.slice(0, MOST_TOLD).map(({ path, message }) => {
    const field = path.split(".").at(-1) ?? path;
    const name = fieldName(flow, field);
    return { zh: `“${name.zh}”${message.zh}`, en: `“${name.en}” ${message.en}` };
  });
  return {
    zh: told.map(({ zh }) => zh).join("；"),
    en: told.map(({ en }) => en).join("; "),
  };
}

/** What a field is called: one of the flow's own entity, else one of the first entity that has it. */
function fieldName({ catalog, document }: CompiledFlow, field: string): LocalizedText {
  const own = catalog.field(document.entity, field);
  if (own) return own.name;
  for (const { id } of catalog.all("entity")) {
    const found = catalog.field(id, field);
    if (found) return found.name;
  }
  return { zh: field, en: field };
}
