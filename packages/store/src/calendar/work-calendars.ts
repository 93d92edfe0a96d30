import { chinaYear, CHINA_YEARS } from "@mortise/fields";
import type { Clock } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit/audit-log.ts";
import type { NotificationFeed } from "../database/notification-feed.ts";
import type { SystemDatabase } from "../system-schema.ts";
import { calendarChanged, calendarInvalid } from "./calendar-errors.ts";
import { checkedDays, checkedHours } from "./check-days.ts";
import {
  type CompanyCalendar,
  USUAL_CALENDAR,
  type WorkSpan,
  type WorkYear,
  type YearDays,
} from "./company-calendar.ts";

const CHANNEL = "mortise_calendar";

/** Hours and fiscal year, with the revision that a change names. */
export interface WorkSettings {
  readonly fiscalMonth: number;
  readonly hours: readonly WorkSpan[];
  readonly revision: number;
}

type Follow = (transaction: Kysely<SystemDatabase>) => Promise<void>;

interface YearRow {
  readonly year: number;
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
  readonly revision: number;
}

interface SettingRow {
  readonly fiscal_month: number;
  readonly hours: readonly WorkSpan[];
  readonly revision: number;
}

/** The company's calendar: kept in the database, held in memory by every process, the same everywhere within a second. */
export class WorkCalendars {
  readonly #db: Kysely<SystemDatabase>;
  readonly #clock: Clock;
  readonly #follow: Follow;
  #current: CompanyCalendar = USUAL_CALENDAR;

  /** `follow` does what a change asks for, in the transaction of the change. */
  constructor(db: Kysely<SystemDatabase>, clock: Clock, follow: Follow = async () => undefined) {
    this.#db = db;
    this.#clock = clock;
    this.#follow = follow;
  }

  /** Reads the calendar and follows what other processes change. */
  async start(feed: NotificationFeed, onError: (error: unknown) => void): Promise<void> {
    await feed.listen(CHANNEL, () => void this.refresh().catch(onError));
    await this.refresh();
  }

  /** The calendar in force; the same object until it changes. Costs no query. */
  current(): CompanyCalendar {
    return this.#current;
  }

  /** Reads the calendar anew. */
  async refresh(): Promise<void> {
    const [years, settings] = [await this.years(), await this.settings()];
    this.#current = {
      holidays: years.flatMap((year) => year.holidays),
      workdays: years.flatMap((year) => year.workdays),
      fiscalMonth: settings.fiscalMonth,
      hours: settings.hours,
    };
  }

  /** All years that are known, those of the company in place of those that come with the product. */
  async years(): Promise<readonly WorkYear[]> {
    const { rows } = await sql<YearRow>`
      select year, holidays, workdays, revision from mortise.work_year`.execute(this.#db);
    const own = new Map(rows.map((row) => [row.year, row]));
    const all = [...new Set([...CHINA_YEARS, ...own.keys()])].toSorted((a, b) => a - b);
    return all.map((year) => {
      const set = own.get(year);
      if (set) return { ...set, source: "own" };
      return {
        year,
        ...(chinaYear(year) ?? { holidays: [], workdays: [] }),
        source: "built-in",
        revision: 0,
      };
    });
  }

  /** Hours and fiscal year. */
  async settings(): Promise<WorkSettings> {
    const { rows } = await sql<SettingRow>`
      select fiscal_month, hours, revision from mortise.work_setting`.execute(this.#db);
    const [row] = rows;
    return {
      fiscalMonth: row?.fiscal_month ?? USUAL_CALENDAR.fiscalMonth,
      hours: row?.hours ?? USUAL_CALENDAR.hours,
      revision: row?.revision ?? 0,
    };
  }

  /**
   * Sets the special days of a year, over the revision that was read. STORE_CALENDAR_CHANGED when somebody was faster,
   * STORE_CALENDAR_INVALID for days that are none of that year.
   */
  async saveYear(actor: Actor, year: number, days: YearDays & { readonly revision: number }): Promise<void> {
    if (!Number.isInteger(year) || year < 1 || year > 9999)
      throw calendarInvalid({ reason: `${year} 不是年份 (not a year)` });
    const { holidays, workdays } = checkedDays(year, days);
    await this.#change(async (db) => {
      const before = (await this.years()).find((known) => known.year === year);
      const { rows } = await sql<{ year: number }>`
        insert into mortise.work_year (year, holidays, workdays, updated_by, updated_at)
        select ${year}, ${holidays}::text[], ${workdays}::text[], ${actor.userId}::uuid, ${this.#clock.now().toISOString()}::timestamptz
        where ${days.revision} = 0
        on conflict (year) do nothing returning year`.execute(db);
      const { rows: changed } =
        rows.length > 0
          ? { rows }
          : await sql<{ year: number }>`
              update mortise.work_year set holidays = ${holidays}::text[], workdays = ${workdays}::text[],
                revision = revision + 1, updated_by = ${actor.userId}::uuid, updated_at = ${this.#clock.now().toISOString()}::timestamptz
              where year = ${year} and revision = ${days.revision} returning year`.execute(db);
      if (changed.length === 0) throw calendarChanged();
      await this.#audit(db, actor, { year, ...difference(before, { holidays, workdays }) });
    });
  }

  /** Takes back what the company set for a year: that of the product holds again, or weekends alone. */
  async resetYear(actor: Actor, year: number): Promise<void> {
    await this.#change(async (db) => {
      const { rows } = await sql<{ year: number }>`
        delete from mortise.work_year where year = ${year} returning year`.execute(db);
      if (rows.length > 0) await this.#audit(db, actor, { year, reset: true });
    });
  }

  /** Sets hours and fiscal year, over the revision that was read. */
  async saveSettings(
    actor: Actor,
    given: {
      readonly fiscalMonth: number;
      readonly hours: readonly (readonly string[])[];
      readonly revision: number;
    },
  ): Promise<void> {
    const hours = checkedHours(given.hours);
    if (!Number.isInteger(given.fiscalMonth) || given.fiscalMonth < 1 || given.fiscalMonth > 12)
      throw calendarInvalid({ reason: `${given.fiscalMonth} 不是月份 (not a month)` });
    await this.#change(async (db) => {
      const { rows } = await sql<{ revision: number }>`
        update mortise.work_setting set fiscal_month = ${given.fiscalMonth}, hours = ${JSON.stringify(hours)}::jsonb,
          revision = revision + 1 where revision = ${given.revision} returning revision`.execute(db);
      if (rows.length === 0) throw calendarChanged();
      await this.#audit(db, actor, {
        fiscalMonth: given.fiscalMonth,
        hours: hours.map(([from, to]) => `${from}–${to}`).join(", "),
      });
    });
  }

  /** Does it, tells every process at commit, and reads it here before answering. */
  async #change(work: (db: Kysely<SystemDatabase>) => Promise<void>): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      await work(transaction);
      await this.#follow(transaction);
      await sql`select pg_notify(${CHANNEL}, '')`.execute(transaction);
    });
    await this.refresh();
  }

  #audit(
    db: Kysely<SystemDatabase>,
    actor: Actor,
    details: Parameters<typeof writeAudit>[1]["details"] & object,
  ): Promise<void> {
    return writeAudit(db, { kind: "calendar", actor: actor.userId, at: this.#clock.now(), details });
  }
}

/** What a change of a year did, for the audit log. */
function difference(before: YearDays | undefined, after: YearDays) {
  const beyond = (days: readonly string[], others: readonly string[] = []): string =>
    days.filter((day) => !others.includes(day)).join(" ");
  return {
    off: beyond(after.holidays, before?.holidays),
    offNoMore: beyond(before?.holidays ?? [], after.holidays),
    worked: beyond(after.workdays, before?.workdays),
    workedNoMore: beyond(before?.workdays ?? [], after.workdays),
  };
}
