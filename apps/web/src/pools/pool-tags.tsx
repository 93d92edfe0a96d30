import { QuestionCircleOutlined } from "@ant-design/icons";
import type { RecordData } from "@mortise/contract";
import { durationText } from "@mortise/expression";
import { countdownText, nearness, POOL_ZONE } from "@mortise/fields";
import { fillText } from "@mortise/kit";
import { type EntityDocument, poolsOf, type RecycleTarget } from "@mortise/metadata";
import {
  formatDateTime,
  useIsPhone,
  useLocale,
  useLocalize,
  useNow,
  useText,
  useTimeZone,
} from "@mortise/ui";
import { Modal, Popover, Tag } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { useWorkCalendar } from "../session/use-work-calendar.ts";
import { momentOf, type RecycleWhy, recycleWhy } from "./recycle-why.ts";
import { poolsText } from "./text.ts";
import "./pools.css";

const COLORS = { past: "error", today: "error", soon: "warning", later: "default" } as const;

interface PoolTagsProps {
  readonly entity: EntityDocument;
  readonly record: RecordData;
}

/** What a pool does with a record, in a few words: in which one it lies, when it is taken back and why, its protection. */
export function PoolTags({ entity, record }: PoolTagsProps) {
  const t = useText(poolsText);
  const localize = useLocalize();
  const { catalog } = useAppModel();
  const owner = record["owner"];
  if (!entity.pool || owner === undefined) return null;
  if (owner !== null) return <HeldTags entity={entity} record={record} />;
  const pools = poolsOf(catalog.documents, entity.id);
  const pool = pools.find(({ id }) => id === record["pool"]);
  return <Tag color="gold">{pool ? fillText(t.inNamedPool, { pool: localize(pool.name) }) : t.inPool}</Tag>;
}

function HeldTags({ record, entity }: PoolTagsProps) {
  const t = useText(poolsText);
  const say = useMoments();
  const now = useNow();
  const until = momentOf(record["protected_until"]);
  return (
    <>
      <RecycleTag entity={entity} record={record} />
      {until && until > now ? (
        <Tag color="blue">{fillText(t.protectedUntil, { time: say(until) })}</Tag>
      ) : null}
    </>
  );
}

function RecycleTag({ entity, record }: PoolTagsProps) {
  const t = useText(poolsText);
  const locale = useLocale();
  const { catalog } = useAppModel();
  const calendar = useWorkCalendar();
  const now = useNow();
  const at = momentOf(record["recycle_at"]);
  if (!at) return null;
  const near = nearness(at, now);
  const words =
    near === "past" ? t.recycleDue : fillText(t.recycles, { time: countdownText(at, now, locale) });
  const place = calendar && { calendar, timeZone: POOL_ZONE };
  const why = place && recycleWhy(poolsOf(catalog.documents, entity.id), record, { now, place });
  if (!why) return <Tag color={COLORS[near]}>{words}</Tag>;
  return <WhyTag near={near} words={words} why={why} record={record} />;
}

interface WhyTagProps {
  readonly near: keyof typeof COLORS;
  readonly words: string;
  readonly why: RecycleWhy;
  readonly record: RecordData;
}

/** The countdown, and why on a click: beside it, or on the phone above everything. */
function WhyTag({ near, words, why, record }: WhyTagProps) {
  const t = useText(poolsText);
  const isPhone = useIsPhone();
  const [isOpen, setOpen] = useState(false);
  const tag = (
    <button
      type="button"
      className="recycle-tag"
      aria-label={`${words}: ${t.whyTitle}`}
      onClick={() => isPhone && setOpen(true)}
    >
      <Tag color={COLORS[near]} icon={<QuestionCircleOutlined aria-hidden="true" />}>
        {words}
      </Tag>
    </button>
  );
  if (isPhone)
    return (
      <>
        {tag}
        <Modal open={isOpen} title={t.whyTitle} footer={null} onCancel={() => setOpen(false)}>
          <Why why={why} record={record} />
        </Modal>
      </>
    );
  return (
    <Popover
      trigger={["click"]}
      title={t.whyTitle}
      content={<Why why={why} record={record} />}
      placement="bottomLeft"
    >
      {tag}
    </Popover>
  );
}

/** The rule, the facts it counts from, and what comes after. */
function Why({ why, record }: { readonly why: RecycleWhy; readonly record: RecordData }) {
  const t = useText(poolsText);
  const localize = useLocalize();
  const say = useMoments();
  const now = useNow();
  const goes = useTargetText();
  const { rule, pool, renewed, reason } = why;
  const until = momentOf(record["protected_until"]);
  const time = {
    after: rule.after,
    renewed: rule.renew,
    longest: rule.longest,
    protected: undefined,
    grace: undefined,
  };
  const because = fillText(t[reason], { time: localize(durationText(time[reason] ?? "")) });
  const lines = [
    [t.at, say(why.at)],
    [t.rule, fillText(t.ruleOf, { pool: localize(pool.name), rule: localize(rule.name) })],
    [t.because, because],
    [t.since, say(why.since)],
    ...(rule.renew === undefined ? [] : [[t.followed, renewed ? say(renewed) : t.neverFollowed]]),
    ...(until && until > now ? [[t.protection, fillText(t.protectionNow, { time: say(until) })]] : []),
    [t.goes, goes(rule.to)],
  ];
  return (
    <div className="recycle-why">
      <dl>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {why.followNow ? <p>{fillText(t.followNow, { time: say(why.followNow) })}</p> : null}
    </div>
  );
}

function useTargetText(): (to: RecycleTarget) => string {
  const t = useText(poolsText);
  const localize = useLocalize();
  const { catalog } = useAppModel();
  return (to) => {
    if (to.kind === "manager") return t.goesManager;
    if (to.kind === "flow") return t.goesFlow;
    const pool = to.pool === undefined ? undefined : catalog.find("pool", to.pool);
    return pool ? fillText(t.goesNamed, { pool: localize(pool.name) }) : t.goesPool;
  };
}

function useMoments(): (moment: Date) => string {
  const locale = useLocale();
  const timeZone = useTimeZone();
  return (moment) => formatDateTime(moment, locale, timeZone);
}
