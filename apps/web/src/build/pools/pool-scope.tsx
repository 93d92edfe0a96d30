import { fillText } from "@mortise/kit";
import { type PoolDocument, poolsOf } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Select } from "antd";
import { NameFields } from "../name-fields.tsx";
import { useDraft } from "../use-draft.ts";
import { PoolCondition } from "./pool-conditions.tsx";
import { type PoolEditorProps, PoolPart } from "./pool-part.tsx";
import { Sentence } from "./sentence.tsx";
import { poolText } from "./text.ts";

/** What the pool is called and which records come into it. */
export function PoolScope({ pool, onChange }: PoolEditorProps) {
  const t = useText(poolText);
  return (
    <PoolPart pool={pool} title={t.scope} about={["name", "entity", "order", "takes"]}>
      <NameFields value={pool.name} onChange={(name) => onChange({ name })} />
      <PoolCondition
        entity={pool.entity}
        label={t.takes}
        hint={t.takesHint}
        value={pool.takes}
        onChange={(takes) => onChange({ takes })}
      />
      <PlaceInOrder pool={pool} />
    </PoolPart>
  );
}

/** Which of the entity's pools is asked when; moving one numbers all of them anew. */
function PlaceInOrder({ pool }: { readonly pool: PoolDocument }) {
  const t = useText(poolText);
  const { catalog, session } = useDraft();
  const all = poolsOf(catalog.documents, pool.entity);
  if (all.length < 2) return null;
  const own = all.findIndex(({ id }) => id === pool.id);
  const move = (place: number) => {
    const others = all.filter(({ id }) => id !== pool.id);
    others.toSpliced(place, 0, pool).forEach((each, index) => {
      if (each.order !== index + 1) session.put({ ...each, order: index + 1 });
    });
  };
  return (
    <Sentence
      text={t.order}
      slots={{
        place: (
          <Select
            aria-label={t.placeLabel}
            value={own}
            options={all.map((_each, index) => ({
              value: index,
              label: fillText(t.place, { n: index + 1, of: all.length }),
            }))}
            onChange={move}
          />
        ),
      }}
    />
  );
}
