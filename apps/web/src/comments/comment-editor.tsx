import { useIsPhone, useText } from "@mortise/ui";
import { Button, Mentions } from "antd";
import { type KeyboardEvent, useState } from "react";
import { useLabels } from "../records/labels.ts";
import { fromDraft, type NamedPeople, type Person, toDraft, withPerson } from "./mention-draft.ts";
import { PeopleSheet } from "./people-sheet.tsx";
import { commentsText } from "./text.ts";
import { type Place, useMentionable } from "./use-comments.ts";

/** The most that can be typed; with mentions, which are kept longer than they are shown, the server says so itself. */
const MOST = 5_000;

/** Where a comment is written: `@` offers people who may see the record, Ctrl+Enter sends. */
export function CommentEditor({
  place,
  text = "",
  busy,
  submit,
  onSubmit,
  onCancel,
}: {
  readonly place: Place;
  /** The comment that is changed; empty for a new one. */
  readonly text?: string;
  readonly busy: boolean;
  /** What the button says. */
  readonly submit: string;
  /** Called with the text as it is kept; the draft is emptied when it resolves to true. */
  readonly onSubmit: (text: string) => Promise<boolean>;
  readonly onCancel?: () => void;
}) {
  const t = useText(commentsText);
  const phone = useIsPhone();
  const labels = useLabels();
  const [{ draft, people }, setState] = useState(() => toDraft(text, labels));
  const [word, setWord] = useState<string | undefined>(undefined);
  const [sheet, setSheet] = useState(false);
  const offered = useMentionable(place, phone ? undefined : word);
  const offeredPeople = offered.data?.pages.flatMap((page) => page.people) ?? [];
  const isEmpty = draft.trim() === "";
  const send = async () => {
    if (isEmpty || busy) return;
    if (await onSubmit(fromDraft(draft, people))) setState({ draft: "", people: new Map() });
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send();
    if (event.key === "Escape" && word === undefined) onCancel?.();
  };
  const insert = (person: Person) => {
    const added = withPerson(people, person);
    const gap = draft === "" || /\s$/.test(draft) ? "" : " ";
    setState({ draft: `${draft}${gap}@${added.name} `, people: added.people });
    setSheet(false);
  };
  return (
    <div className="comment-editor">
      <Mentions
        value={draft}
        onChange={(value) => setState((before) => ({ ...before, draft: value }))}
        onSearch={setWord}
        onBlur={() => setWord(undefined)}
        onSelect={({ value }) => {
          setWord(undefined);
          const person = offeredPeople.find((each) => nameAmong(people, each) === value);
          if (person) setState((before) => ({ ...before, people: withPerson(before.people, person).people }));
        }}
        onKeyDown={keyDown}
        filterOption={false}
        loading={offered.isFetching}
        notFoundContent={phone ? null : t.nobody}
        options={phone ? [] : offeredPeople.map((person) => option(people, person))}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={MOST}
        placeholder={t.placeholder}
        aria-label={t.placeholder}
        autoFocus={text !== ""}
      />
      <div className="comment-editor-foot">
        <Button type="text" aria-label={t.mention} title={t.mention} onClick={() => setSheet(true)}>
          @
        </Button>
        <span className="comment-editor-gap" />
        {onCancel ? <Button onClick={onCancel}>{t.cancel}</Button> : null}
        <Button type="primary" disabled={isEmpty} loading={busy} onClick={() => void send()}>
          {submit}
        </Button>
      </div>
      {sheet ? <PeopleSheet place={place} onChoose={insert} onClose={() => setSheet(false)} /> : null}
    </div>
  );
}

/** The name under which a person would stand in the draft. */
function nameAmong(people: NamedPeople, person: Person): string {
  return withPerson(people, person).name;
}

function option(people: NamedPeople, person: Person) {
  const name = nameAmong(people, person);
  return { key: person.id, value: name, label: name };
}
