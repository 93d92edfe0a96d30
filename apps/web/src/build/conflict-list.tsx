import { fillText, type LocalizedText } from "@mortise/kit";
import type { Side } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Radio, Space } from "antd";
import { historyText } from "./history-text.ts";

/** A part that both sides changed, in words. */
export interface ShownConflict {
  readonly id: string;
  readonly side: Side;
  readonly text: {
    readonly title: LocalizedText;
    readonly base: LocalizedText;
    readonly ours: LocalizedText;
    readonly theirs: LocalizedText;
  };
}

/** What both sides changed differently, side by side, decided one by one or all at once. */
export function ConflictList({
  conflicts,
  onDecide,
  names,
}: {
  readonly conflicts: readonly ShownConflict[];
  readonly onDecide: (ids: readonly string[], side: Side) => void;
  /** What the two sides are called here, when it is not “ours” and “file”. */
  readonly names?: { readonly ours: string; readonly theirs: string };
}) {
  const t = useText(historyText);
  if (conflicts.length === 0) return null;
  const ids = conflicts.map(({ id }) => id);
  const sides = names ?? { ours: t.ours, theirs: t.theirs };
  return (
    <section className="conflicts" aria-label={fillText(t.conflicts, { n: conflicts.length })}>
      <header>
        <h3>{fillText(t.conflicts, { n: conflicts.length })}</h3>
        <Space wrap>
          <Button size="small" onClick={() => onDecide(ids, "ours")}>
            {names ? names.ours : t.allOurs}
          </Button>
          <Button size="small" onClick={() => onDecide(ids, "theirs")}>
            {names ? names.theirs : t.allTheirs}
          </Button>
        </Space>
      </header>
      <p className="palette-note">{t.conflictsHint}</p>
      <ul>
        {conflicts.map((conflict) => (
          <li key={conflict.id}>
            <ConflictChoice
              conflict={conflict}
              sides={sides}
              onDecide={(side) => onDecide([conflict.id], side)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ConflictChoice({
  conflict: { id, side, text },
  sides,
  onDecide,
}: {
  readonly conflict: ShownConflict;
  readonly sides: { readonly ours: string; readonly theirs: string };
  readonly onDecide: (side: Side) => void;
}) {
  const t = useText(historyText);
  const localize = useLocalize();
  const title = localize(text.title);
  return (
    <fieldset className="conflict">
      <legend>{title}</legend>
      <small>{fillText(t.base, { text: localize(text.base) })}</small>
      <Radio.Group
        aria-label={title}
        name={id}
        value={side}
        onChange={(event) => onDecide(event.target.value === "theirs" ? "theirs" : "ours")}
      >
        {(["ours", "theirs"] as const).map((each) => (
          <Radio key={each} value={each}>
            <small>{sides[each]}</small>
            <span>{localize(text[each])}</span>
          </Radio>
        ))}
      </Radio.Group>
    </fieldset>
  );
}
