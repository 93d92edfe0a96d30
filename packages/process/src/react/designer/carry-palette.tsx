import { IconByName, useLocalize, useText } from "@mortise/ui";
import { NODE_GROUPS, type NodeType } from "../../model/node-type.ts";
import { nodeTypes } from "../../nodes/index.ts";
import { colorOf } from "../canvas/color-of.ts";
import { text } from "../text.ts";

/** Every kind of step, to be carried onto a line; a click puts one behind what is chosen. */
export function CarryPalette({ onChoose }: { readonly onChoose: (type: string) => void }) {
  const t = useText(text);
  const localize = useLocalize();
  const types: readonly NodeType[] = nodeTypes;
  return (
    <aside className="flow-carry" aria-label={t.palette}>
      {NODE_GROUPS.map((group) => (
        <section key={group}>
          <div className="flow-label">{t[group]}</div>
          {types
            .filter((type) => type.group === group)
            .map((type) => (
              <button
                key={type.id}
                type="button"
                className="flow-carry-step"
                data-carry={type.id}
                title={localize(type.description)}
                onClick={() => onChoose(type.id)}
              >
                <IconByName name={type.icon} style={{ color: colorOf(type.color) }} />
                {localize(type.name)}
              </button>
            ))}
        </section>
      ))}
    </aside>
  );
}
