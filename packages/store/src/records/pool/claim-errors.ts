import { wallTime } from "@mortise/fields";
import { type AppError, type AppErrorOptions, defineError } from "@mortise/kit";
import { claimLimitReached } from "../record-errors.ts";
import type { ClaimMeter } from "./claim-meters.ts";

/** What a person may claim on one day is used up. */
export const claimDayLimit = defineError("STORE_CLAIM_DAY_LIMIT", 409, {
  zh: "超过“{zh}”的每日领取上限：每人每天 {limit} 条，你今天已领 {used} 条，还能领 {left} 条，{until} 起重新计算",
  en: "Daily claims of “{en}” are used up: {limit} a person, {used} claimed today, {left} left; counted anew from {until}",
});

/** A person holds as many records as a pool lets them. */
export const claimHoldLimit = defineError("STORE_CLAIM_HOLD_LIMIT", 409, {
  zh: "超过“{zh}”的保有上限：每人最多 {limit} 条，你名下已有 {used} 条，还能领 {left} 条；转化、退回或转出后可以再领",
  en: "The hold cap of “{en}” is reached: {limit} a person, you hold {used}, {left} left; more when you convert, return or hand on some",
});

/** A team holds as many records as a pool lets it. */
export const claimTeamLimit = defineError("STORE_CLAIM_TEAM_LIMIT", 409, {
  zh: "超过“{zh}”的团队保有上限：每个团队最多 {limit} 条，你的团队已有 {used} 条，还能领 {left} 条；转化、退回或转出后可以再领",
  en: "The team's hold cap of “{en}” is reached: {limit} a team, yours holds {used}, {left} left; more when some are converted, returned or handed on",
});

/** Somebody who gave a record up or lost it asks for it too soon. */
export const claimCooldown = defineError("STORE_CLAIM_COOLDOWN", 409, {
  zh: "你在 {since} 失去或退回了这条记录，“{zh}”的冷静期未过，{until} 起可以再领",
  en: "You returned or lost this record at {since}; by the cooldown of “{en}” you may claim it again from {until}",
});

/** Somebody who is given records holds as many as a pool lets them. */
export const assignHoldLimit = defineError("STORE_ASSIGN_HOLD_LIMIT", 409, {
  zh: "{person}已达到“{zh}”的保有上限（{limit} 条，名下 {used} 条），不能再分配；请换一个人或减少条数",
  en: "{person} has reached the hold cap of “{en}” ({limit}, holds {used}); choose somebody else or fewer records",
});

/** Records of the pool are given out by its admins. */
export const claimAssignedOnly = defineError("STORE_CLAIM_ASSIGNED_ONLY", 403, {
  zh: "“{zh}”里的记录由公海管理员分配，不能自行领取",
  en: "Records of “{en}” are assigned by its admins; they cannot be claimed",
});

/** Whoever gives a record back has to say why. */
export const returnNeedsReason = defineError("STORE_RETURN_NEEDS_REASON", 400, {
  zh: "退回“{zh}”要填写原因",
  en: "Say why the record goes back to “{en}”",
});

/** A record that only just came to its owner is not deleted. */
export const recordProtected = defineError("STORE_RECORD_PROTECTED", 409, {
  zh: "记录在保护期内，{until} 前不能删除",
  en: "The record is protected and cannot be deleted before {until}",
});

/** A pool that the entity does not have. */
export const poolNotFound = defineError("STORE_POOL_NOT_FOUND", 400, {
  zh: "公海“{pool}”不存在，请重新选择",
  en: "There is no pool “{pool}”; choose another one",
});

const OF_KIND = { day: claimDayLimit, hold: claimHoldLimit, "team-hold": claimTeamLimit } as const;

/** Whether limits are told as they were before a claim that is refused, or as they are after one that was made in part. */
export type Counted = "before" | "now";

/** An error that can still be told more. */
export type Refusal = (options?: AppErrorOptions, counted?: Counted) => AppError;

/** Says which limit is reached and when there will be room again. */
export function limitReached(meter: ClaimMeter, timeZone: string): Refusal {
  const { kind, of, limit, until } = meter;
  const again = until ? clockText(until, timeZone) : "";
  const usedBy = (counted: Counted): number => (counted === "now" ? meter.used : meter.before);
  if (of) {
    const name = { zh: of.name.zh || of.name.en, en: of.name.en || of.name.zh };
    return (options, counted = "before") => {
      const used = usedBy(counted);
      const left = Math.max(0, limit - used);
      return OF_KIND[kind]({ ...name, limit, used, left, until: again }, options);
    };
  }
  const free = until
    ? { zh: `${again} 起可以再领`, en: `possible again from ${again}` }
    : { zh: "转化、退回或转出后可以再领", en: "possible again when you convert, return or hand on some" };
  return (options, counted = "before") =>
    claimLimitReached({ limit, used: usedBy(counted), ...free }, options);
}

const pad = (number: number): string => String(number).padStart(2, "0");

/** `2026-12-03 09:30` by the clock of a zone. */
export function clockText(moment: Date, timeZone: string): string {
  const { year, month, day, hour, minute } = wallTime(moment, timeZone);
  return `${year}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}`;
}
