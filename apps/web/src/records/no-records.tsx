import { fillText } from "@mortise/kit";
import { EmptyState, IconByName, useText } from "@mortise/ui";
import { recordsText } from "./text.ts";

/** Says why a list is empty, and what to do about it. */
export function NoRecords({
  name,
  restricted,
  bin,
}: {
  /** What the records are called, several of them. */
  readonly name: string;
  /** A filter or keyword narrows the list. */
  readonly restricted: boolean;
  readonly bin: boolean;
}) {
  const t = useText(recordsText);
  if (bin) return <EmptyState icon={<IconByName name="inbox" />} title={t.binEmpty} />;
  if (restricted)
    return <EmptyState icon={<IconByName name="filter" />} title={t.noMatch} hint={t.noMatchHint} />;
  return (
    <EmptyState
      icon={<IconByName name="inbox" />}
      title={fillText(t.none, { entity: name })}
      hint={t.noneHint}
    />
  );
}
