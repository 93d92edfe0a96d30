import type { FieldHints } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { useEffect, useMemo } from "react";
import type { NodeScope } from "../editors/node-scope.ts";
import { text } from "../text.ts";
import { useSample } from "./sample.ts";

const BETWEEN = " · ";

/** What pickers of fields say in the settings of a step: whose a field is, and what it holds in the example. */
export function useHints({ catalog, entity, variables }: NodeScope): FieldHints {
  const t = useText(text);
  const localize = useLocalize();
  const { textOf, wantResults } = useSample();
  const hasResults = variables.length > 0;
  useEffect(() => {
    if (hasResults) wantResults();
  }, [hasResults, wantResults]);
  return useMemo(() => {
    const own = fillText(t.ownRecord, { entity: localize(catalog.find("entity", entity)?.name) });
    const names = new Map(variables.map(({ path, field }) => [path, localize(field.name)]));
    const ids = new Set(catalog.find("entity", entity)?.fields.map(({ id }) => id));
    return {
      groupOf({ id, name }) {
        const whole = names.get(id);
        // Results are called by their step and by what they are.
        const cut = whole?.lastIndexOf(BETWEEN) ?? -1;
        if (whole !== undefined && cut >= 0)
          return { heading: whole.slice(0, cut), name: whole.slice(cut + BETWEEN.length) };
        if (whole !== undefined) return { heading: whole, name: whole };
        return { heading: ids.has(id) ? own : t.systemFields, name: localize(name) };
      },
      sampleOf: textOf,
    };
  }, [catalog, entity, variables, textOf, localize, t]);
}
