import type { RouteOutput, routes } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import { IconByName, useLocalize, useText } from "@mortise/ui";
import { useAppModel } from "../app/app-model.ts";
import { countText } from "../records/count-text.ts";
import { shellText } from "./text.ts";

type Group = RouteOutput<typeof routes.searchApp>["groups"][number];
type Hit = Group["hits"][number];

/** Id of the list of results. */
export const LIST = "search-results";

/** Id of the nth option. */
export function optionId(index: number): string {
  return `search-result-${index}`;
}

/** Something that can be opened: a record, or the list of all that was found of an entity. */
export interface ResultOption {
  readonly group: Group;
  /** Undefined for the list of all. */
  readonly hit?: Hit;
  /** Below `/a/<app>/e/`. */
  readonly path: string;
}

/** What can be opened, in the order shown. */
export function optionsOf(groups: readonly Group[], q: string): readonly ResultOption[] {
  return groups.flatMap((group): readonly ResultOption[] => [
    ...group.hits.map((hit) => ({ group, hit, path: `${group.entity}/${hit.id}` })),
    ...(group.count.value > group.hits.length
      ? [{ group, path: `${group.entity}?q=${encodeURIComponent(q)}` }]
      : []),
  ]);
}

interface Props {
  readonly groups: readonly Group[];
  readonly options: readonly ResultOption[];
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: (index: number) => void;
}

/** What was found, by entity, with what matches marked. */
export function SearchResults({ groups, options, active, onActive, onOpen }: Props) {
  const t = useText(shellText);
  const { catalog } = useAppModel();
  const localize = useLocalize();
  if (groups.length === 0) return null;
  return (
    <div className="palette-results" id={LIST} role="listbox" aria-label={t.search}>
      {groups.map((group) => {
        const entity = catalog.find("entity", group.entity);
        const name = localize(entity?.name);
        return (
          <section key={group.entity} role="group" aria-label={name}>
            <h3 aria-hidden="true">
              <IconByName name={entity?.icon} />
              {name}
              <span>{countText(group.count)}</span>
            </h3>
            <ul role="presentation">
              {options.map((option, index) =>
                option.group === group ? (
                  <li
                    key={option.path}
                    id={optionId(index)}
                    role="option"
                    aria-selected={index === active}
                    className={option.hit ? undefined : "palette-all"}
                    onMouseEnter={() => onActive(index)}
                    onClick={() => onOpen(index)}
                  >
                    {option.hit ? (
                      <HitLine hit={option.hit} />
                    ) : (
                      fillText(t.searchAll, { n: countText(group.count), entity: name })
                    )}
                  </li>
                ) : null,
              )}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function HitLine({ hit }: { readonly hit: Hit }) {
  return (
    <>
      <b>
        <Marked text={hit.title} marks={hit.marks} />
      </b>
      {hit.hints.length > 0 ? (
        <span>
          {hit.hints.map((hint, index) => (
            <span key={hint.field}>
              {index > 0 ? " · " : ""}
              <Marked text={hint.text} marks={hint.marks} />
            </span>
          ))}
        </span>
      ) : null}
    </>
  );
}

/** A text with the pieces that match set off. */
function Marked({ text, marks }: { readonly text: string; readonly marks: Hit["marks"] }) {
  const pieces = marks.flatMap(([from, to], index) => [
    { from: marks[index - 1]?.[1] ?? 0, to: from, isMark: false },
    { from, to, isMark: true },
  ]);
  const end = { from: marks.at(-1)?.[1] ?? 0, to: text.length, isMark: false };
  return [...pieces, end].map(({ from, to, isMark }) =>
    isMark ? <mark key={from}>{text.slice(from, to)}</mark> : text.slice(from, to),
  );
}
