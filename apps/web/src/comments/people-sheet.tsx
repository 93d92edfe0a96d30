import { UserOutlined } from "@ant-design/icons";
import { EmptyState, useIsPhone, useText } from "@mortise/ui";
import { Drawer, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { MoreButton } from "../shell/more-button.tsx";
import type { Person } from "./mention-draft.ts";
import { commentsText } from "./text.ts";
import { type Place, useMentionable } from "./use-comments.ts";

/** Chooses whom a comment names: a sheet from below on the phone, a dialog elsewhere. */
export function PeopleSheet({
  place,
  onChoose,
  onClose,
}: {
  readonly place: Place;
  readonly onChoose: (person: Person) => void;
  readonly onClose: () => void;
}) {
  const t = useText(commentsText);
  const [q, setQ] = useState("");
  const found = useMentionable(place, q);
  const people = found.data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <Sheet title={t.mention} onClose={onClose}>
      <Input.Search
        autoFocus
        allowClear
        value={q}
        loading={found.isFetching}
        placeholder={t.findPerson}
        aria-label={t.findPerson}
        onChange={(event) => setQ(event.target.value)}
      />
      {found.isSuccess && people.length === 0 ? (
        <EmptyState icon={<UserOutlined aria-hidden="true" />} title={t.nobody} />
      ) : null}
      <ul className="people-sheet">
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" onClick={() => onChoose(person)}>
              <UserOutlined aria-hidden="true" /> {person.name}
            </button>
          </li>
        ))}
      </ul>
      <MoreButton query={found}>{t.morePeople}</MoreButton>
    </Sheet>
  );
}

function Sheet({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const phone = useIsPhone();
  if (phone)
    return (
      <Drawer open title={title} placement="bottom" size="70%" onClose={onClose}>
        {children}
      </Drawer>
    );
  return (
    <Modal open title={title} footer={null} width={420} onCancel={onClose}>
      {children}
    </Modal>
  );
}
