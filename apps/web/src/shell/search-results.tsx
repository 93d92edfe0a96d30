import { CommentOutlined } from "@ant-design/icons";
import type { RouteOutput, routes } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import { IconByName, useLocalize, useText } from "@mortise/ui";
import type { ReactNode } from "react";
import { useAppModel } from "../app/app-model.ts";
import { countText } from "../records/count-text.ts";
import { shellText } from "./text.ts";

type Group = RouteOutput<typeof routes.searchApp>["groups"][number];
type Hit = Group["hits"][number];
type Comments = RouteOutput<typeof routes.searchComments>;

/** Id of the list of results. */
export const LIST = "search-results";

/** Id of the nth option. */
export function optionId(index: number): string {
  return `search-result-${index}`;
}

/** Something that can be opened: a record, the list of all that was found of an entity, or what a comment is about. */
export interface ResultOption {
  readonly key: string;
  readonly content: ReactNode;
  readonly isAll?: boolean;
  /** Below `/a/<app>/e/`. */
  readonly path: string;
}

/** Options of one kind, under a heading. */
export interface ResultSection {
  readonly id: string;
  readonly icon: ReactNode;
  readonly name: string;
  readonly count: string;
  readonly options: readonly ResultOption[];
}

/** What was found, in the order shown: records by entity, then comments. */
export function useSections(
  groups: readonly Group[],
  comments: Comments | undefined,
  q: string,
): readonly ResultSection[] {
  const t = useText(shellText);
  const { catalog } = useAppModel();
  const localize = useLocalize();
  const sections = groups.map((group): ResultSection => {
    const entity = catalog.find("entity", group.entity);
    const name = localize(entity?.name);
    const all = {
      key: `${group.entity}/all`,
      content: fillText(t.searchAll, { n: countText(group.count), entity: name }),
      isAll: true,
      path: `${group.entity}?q=${encodeURIComponent(q)}`,
    };
    const hits = group.hits.map((hit): ResultOption => {
      const path = `${group.entity}/${hit.id}`;
      return { key: path, path, content: <HitLine hit={hit} /> };
    });
    return {
      id: group.entity,
      icon: <IconByName name={entity?.icon} />,
      name,
      count: countText(group.count),
      options: group.count.value > group.hits.length ? [...hits, all] : hits,
    };
  });
  if (!comments || comments.items.length === 0) return sections;
  const options = comments.items.map((comment) => ({
    key: comment.id,
    path: `${comment.entity}/${comment.record}`,
    content: <CommentHit comment={comment} author={comments.labels[comment.author] ?? ""} />,
  }));
  const count = `${options.length}${comments.more ? "+" : ""}`;
  return [...sections, { id: "comments", icon: <CommentOutlined />, name: t.searchComments, count, options }];
}

interface Props {
  readonly sections: readonly ResultSection[];
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: (index: number) => void;
}

/** What was found, section by section, with what matches marked. */
export function SearchResults({ sections, active, onActive, onOpen }: Props) {
  const t = useText(shellText);
  if (sections.length === 0) return null;
  const options = sections.flatMap((section) => section.options);
  return (
    <div className="palette-results" id={LIST} role="listbox" aria-label={t.search}>
      {sections.map((section) => (
        <section key={section.id} role="group" aria-label={section.name}>
          <h3 aria-hidden="true">
            {section.icon}
            {section.name}
            <span>{section.count}</span>
          </h3>
          <ul role="presentation">
            {section.options.map((option) => {
              const index = options.indexOf(option);
              return (
                <li
                  key={option.key}
                  id={optionId(index)}
                  role="option"
                  aria-selected={index === active}
                  className={option.isAll ? "palette-all" : undefined}
                  onMouseEnter={() => onActive(index)}
                  onClick={() => onOpen(index)}
                >
                  {option.content}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}

function CommentHit({
  comment,
  author,
}: {
  readonly comment: Comments["items"][number];
  readonly author: string;
}) {
  return (
    <>
      <b>{comment.title}</b>
      <span>
        {author}：
        <Marked text={comment.text} marks={comment.marks} />
      </span>
    </>
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
