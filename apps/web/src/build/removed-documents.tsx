import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import type { DefinitionDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Modal, Spin } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

type Kind = DefinitionDocument["kind"];
type Removed = RouteOutput<typeof routes.listRemoved>["items"][number];

/** Documents of some kinds that were deleted, to be brought back as the newest release had them. */
export function RemovedDocuments({ kinds }: { readonly kinds: readonly Kind[] }) {
  const t = useText(buildText);
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button type="link" onClick={() => setOpen(true)}>
        {t.removedOpen}
      </Button>
      {open ? <RemovedDialog kinds={kinds} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function RemovedDialog({
  kinds,
  onClose,
}: {
  readonly kinds: readonly Kind[];
  readonly onClose: () => void;
}) {
  const t = useText(buildText);
  const api = useApi();
  const { id: app } = useAppModel();
  const { session, catalog } = useDraft();
  const removed = useQuery({
    queryKey: keys.removed(app),
    queryFn: async () => {
      // What was deleted a moment ago has to have reached the server.
      await session.flush();
      return api.call(routes.listRemoved, { params: { app } });
    },
    staleTime: 0,
  });
  const items = (removed.data?.items ?? []).filter(
    ({ document }) => kinds.includes(document.kind) && !catalog.find(document.kind, document.id),
  );
  return (
    <Modal open title={t.removedOpen} footer={null} onCancel={onClose}>
      {removed.error ? <Alert type="error" showIcon title={errorMessage(removed.error)} /> : null}
      {removed.isPending ? <Spin /> : null}
      {removed.data && items.length === 0 ? <p>{t.removedNone}</p> : null}
      <ul className="kept-list" aria-label={t.removedOpen}>
        {items.map((item) => (
          <RemovedItem
            key={`${item.document.kind}/${item.document.id}`}
            item={item}
            onRestore={() => session.put(item.document)}
          />
        ))}
      </ul>
    </Modal>
  );
}

function RemovedItem({ item, onRestore }: { readonly item: Removed; readonly onRestore: () => void }) {
  const t = useText(buildText);
  const localize = useLocalize();
  const { document, release, problems } = item;
  const name = localize(document.name);
  return (
    <li>
      <span>
        <b>{name}</b>
        {document.kind === "view" ? ` · ${t.removedView}` : ""}
        <small>{fillText(t.removedFrom, { n: release })}</small>
        {problems.length > 0 ? (
          <small className="removed-problems">
            {t.removedProblems} {problems.map(({ message }) => localize(message)).join("; ")}
          </small>
        ) : null}
      </span>
      <Button size="small" aria-label={`${t.removedBack}: ${name}`} onClick={onRestore}>
        {t.removedBack}
      </Button>
    </li>
  );
}
