import {
  BranchesOutlined,
  CommentOutlined,
  EditOutlined,
  MessageOutlined,
  QuestionCircleOutlined,
} from "@ant-design/icons";
import type { RecordData, RouteOutput, routes } from "@mortise/contract";
import type { Value } from "@mortise/expression";
import { findFieldType } from "@mortise/fields";
import { FieldCell, FieldValue } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition, PoolField } from "@mortise/metadata";
import { RelativeTime, useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import { useId, useState } from "react";
import { Link } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { CellValue } from "../app/field-parts.tsx";
import { listFields, systemFields } from "../records/entity-fields.ts";
import { CommentText } from "../comments/comment-text.tsx";
import { changesText } from "../changes/text.ts";
import { UndoDialog } from "../changes/undo-dialog.tsx";
import { useSession } from "../session/session.ts";
import { recordText } from "./text.ts";

/** One entry of a record's timeline. */
export type TimelineItem = RouteOutput<typeof routes.timeline>["items"][number];

const ICONS = {
  change: <EditOutlined />,
  comment: <CommentOutlined />,
  record: <MessageOutlined />,
  decision: <BranchesOutlined />,
};

/** One thing that happened: who, what, when, and on request why. */
export function TimelineLine({
  entity,
  item,
}: {
  readonly entity: EntityDocument;
  readonly item: TimelineItem;
}) {
  const t = useText(recordText);
  return (
    <li className={`timeline-line timeline-${item.type}`}>
      <span className="timeline-icon" aria-hidden="true">
        {ICONS[item.type]}
      </span>
      <div className="timeline-body">
        <div className="timeline-head">
          <b>{item.actorName || (item.cause.type === "public-form" ? t.visitor : t.system_)}</b>
          <span>
            <What item={item} />
            <Cause item={item} />
            {item.undone ? <em> {t.undone}</em> : null}
          </span>
          <RelativeTime value={item.at} />
        </div>
        <UndoButton item={item} />
        {item.action === "linked" ? (
          <Links entity={entity} item={item} />
        ) : item.changes.length > 0 && item.action !== "created" ? (
          <Changes entity={entity} item={item} />
        ) : null}
        {item.note ? <blockquote>{item.note}</blockquote> : null}
        {item.record && item.entity ? <RelatedRecord entity={item.entity} record={item.record} /> : null}
        {item.comment ? (
          <p className="timeline-said">
            <CommentText text={item.comment.text} />
            {item.comment.edited ? <em> {t.edited}</em> : null}
          </p>
        ) : null}
        {item.why ? <Why item={item} /> : null}
      </div>
    </li>
  );
}

function What({ item }: { readonly item: TimelineItem }) {
  const t = useText(recordText);
  const localize = useLocalize();
  const { catalog } = useAppModel();
  if (item.type === "record")
    return fillText(t.added, { entity: localize(catalog.find("entity", item.entity ?? "")?.name) });
  const words: Readonly<Record<string, string>> = {
    branch: t.branch,
    assign: t.assign,
    approve: t.approval,
    recycle: t.recycle,
    intervene: t.intervened,
    created: t.created,
    deleted: t.deleted,
    restored: t.restored,
    claimed: t.tookIt,
    assigned: t.assign,
    released: t.recycle,
    linked: t.linkChanged,
    commented: t.commented,
    started: t.startedFlow,
  };
  return words[item.action] ?? (item.type === "decision" ? t.decision : t.changed);
}

function Cause({ item }: { readonly item: TimelineItem }) {
  const t = useText(recordText);
  const words: Readonly<Record<string, string>> = {
    import: t.causeImport,
    flow: t.causeFlow,
    pool: t.causePool,
    "public-form": t.causeForm,
    api: t.causeApi,
    undo: t.causeUndo,
  };
  const word = words[item.cause.type];
  if (!word) return null;
  const cause = item.cause.label ? fillText(t.causeNamed, { cause: word, name: item.cause.label }) : word;
  return <em> {fillText(t.via, { cause })}</em>;
}

/** What pools keep beside the owner: the line about the owner says it all. */
const FOLLOWS_FROM_OWNER: ReadonlySet<string> = new Set<PoolField>([
  "held_since",
  "pooled_at",
  "previous_owner",
]);

function Changes({ entity, item }: { readonly entity: EntityDocument; readonly item: TimelineItem }) {
  const localize = useLocalize();
  const known = [...entity.fields, ...systemFields(entity)].filter(
    (field) => !(field.supplied && FOLLOWS_FROM_OWNER.has(field.id)),
  );
  const lines = item.changes.flatMap((change) => {
    const field = known.find((each) => each.id === change.field);
    return field && findFieldType(field.type)?.column(field) !== null ? [{ field, change }] : [];
  });
  return (
    <ul className="timeline-changes">
      {lines.map(({ field, change }) => (
        <li key={field.id}>
          <span>{localize(field.name)}</span>
          <ChangedValue field={field} value={change.from} />
          <i aria-hidden="true">→</i>
          <ChangedValue field={field} value={change.to} />
        </li>
      ))}
    </ul>
  );
}

/** Records that came into a list of related records, and those that left it. */
function Links({ entity, item }: { readonly entity: EntityDocument; readonly item: TimelineItem }) {
  const t = useText(recordText);
  const localize = useLocalize();
  const lines = item.changes.flatMap((change) => {
    const field = entity.fields.find((each) => each.id === change.field);
    if (!field) return [];
    return [
      { field, word: t.linkedHere, value: change.to },
      { field, word: t.unlinkedHere, value: change.from },
    ].filter(({ value }) => value !== null);
  });
  return (
    <ul className="timeline-changes">
      {lines.map(({ field, word, value }) => (
        <li key={`${field.id}/${word}`}>
          <span>{localize(field.name)}</span>
          <i>{word}</i>
          <FieldValue field={field} value={value} />
        </li>
      ))}
    </ul>
  );
}

function ChangedValue({ field, value }: { readonly field: FieldDefinition; readonly value: Value }) {
  const t = useText(recordText);
  if (value === null || value === undefined) return <span className="timeline-empty">{t.empty}</span>;
  return <FieldCell field={field} value={value} />;
}

function RelatedRecord({ entity: id, record }: { readonly entity: string; readonly record: RecordData }) {
  const localize = useLocalize();
  const { id: app, catalog, permission } = useAppModel();
  const entity = catalog.find("entity", id);
  if (!entity) return null;
  const system = systemFields(entity);
  const shown = listFields(entity, permission(id)).filter(
    (field) =>
      !system.some((each) => each.id === field.id) &&
      record[field.id] !== null &&
      record[field.id] !== undefined,
  );
  return (
    <Link to={`/a/${app}/e/${id}/${record.id}`} className="timeline-record">
      {shown.map((field) => (
        <span key={field.id}>
          <em>{localize(field.name)}</em>
          <CellValue field={field} record={record} />
        </span>
      ))}
    </Link>
  );
}

function Why({ item }: { readonly item: TimelineItem }) {
  const t = useText(recordText);
  const localize = useLocalize();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { id: app } = useAppModel();
  const details = item.details ?? [];
  return (
    <div className="timeline-why">
      <p>{localize(item.why)}</p>
      {details.length > 0 ? (
        <Button
          type="link"
          size="small"
          icon={<QuestionCircleOutlined aria-hidden="true" />}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {open ? t.hideWhy : t.why}
        </Button>
      ) : null}
      {item.run === undefined ? null : (
        <Link className="timeline-way" to={`/a/${app}/runs/${item.run}`}>
          {t.wayOfRun}
        </Link>
      )}
      {open ? (
        <dl id={id}>
          {details.map((detail, index) => (
            // The values that decided have no key of their own and never change.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={index} className={detail.decisive ? "why-decisive" : undefined}>
              <dt>{localize(detail.label)}</dt>
              <dd>{localize(detail.value)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}

/** The person's own change can be taken back from here, with all that was done with it; administrators any. */
function UndoButton({ item }: { readonly item: TimelineItem }) {
  const words = useText(changesText);
  const { me } = useSession();
  const [open, setOpen] = useState(false);
  const { changeSet } = item;
  const isTheirs = me?.admin === true || (item.actor !== null && item.actor === me?.id);
  if (changeSet === undefined || item.undone || !isTheirs || me?.viewedBy) return null;
  return (
    <>
      <Button type="link" size="small" className="timeline-undo" onClick={() => setOpen(true)}>
        {words.undo}
      </Button>
      {open ? <UndoDialog target={{ changeSet }} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
