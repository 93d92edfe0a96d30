import { LinkOutlined, PlusOutlined } from "@ant-design/icons";
import type { Expression, Value } from "@mortise/expression";
import { RecordPicker } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Modal } from "antd";
import { useState } from "react";
import { useChangeNotice } from "../records/use-change-notice.tsx";
import { RecordFormDrawer } from "./record-form-drawer.tsx";
import { isShared, type RelatedPlace } from "./related-place.ts";
import { recordText } from "./text.ts";
import { useLinkWrite } from "./use-links.ts";

/** Opens the form of a new record that points at the one on screen. */
export function NewRelated({ place }: { readonly place: RelatedPlace }) {
  const { holder, entity, link } = place;
  const t = useText(recordText);
  const localize = useLocalize();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden="true" />}
        aria-label={fillText(t.create, { entity: localize(entity.name) })}
        onClick={() => setOpen(true)}
      >
        {t.newRelated}
      </Button>
      {open ? (
        <RecordFormDrawer
          entity={entity}
          initial={{ [link.id]: isShared(link) ? [holder.id] : holder.id }}
          onClose={() => setOpen(false)}
          onSaved={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

/** Puts records that are there already into the list. */
export function AddRelated({ place }: { readonly place: RelatedPlace }) {
  const t = useText(recordText);
  const localize = useLocalize();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        icon={<LinkOutlined aria-hidden="true" />}
        aria-label={fillText(t.addExistingOf, { entity: localize(place.entity.name) })}
        onClick={() => setOpen(true)}
      >
        {t.addExisting}
      </Button>
      {open ? <AddDialog place={place} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function AddDialog({ place, onClose }: { readonly place: RelatedPlace; readonly onClose: () => void }) {
  const { entity, link } = place;
  const t = useText(recordText);
  const localize = useLocalize();
  const [value, setValue] = useState<Value>(null);
  const write = useLinkWrite(place);
  const tell = useChangeNotice(entity.id);
  const chosen = Array.isArray(value) ? value.filter((id): id is string => typeof id === "string") : [];
  const name = localize(entity.name);
  const add = () =>
    write.mutate(
      { add: chosen },
      {
        onSuccess: ({ changeSet, count }) => {
          tell(
            count > 0 ? fillText(t.addedToList, { n: count }) : t.nothingAdded,
            count > 0 ? changeSet : undefined,
          );
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={fillText(t.addExistingOf, { entity: name })}
      okText={t.addToList}
      cancelText={t.cancel}
      okButtonProps={{ disabled: chosen.length === 0, loading: write.isPending }}
      onOk={add}
      onCancel={onClose}
    >
      {isShared(link) ? null : <p className="dialog-note">{fillText(t.movesHere, { entity: name })}</p>}
      <RecordPicker
        multiple
        autoFocus
        entity={entity.id}
        condition={notListed(place)}
        value={value}
        onChange={setValue}
      />
    </Modal>
  );
}

/** Candidates are those that do not point here yet. */
function notListed({ holder, link }: RelatedPlace): Expression {
  const path = { var: link.id };
  if (isShared(link)) return { "!": [{ contains: [path, holder.id] }] };
  return { or: [{ empty: [path] }, { "!=": [path, holder.id] }] };
}
