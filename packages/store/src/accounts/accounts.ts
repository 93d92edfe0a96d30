import { type Clock, newId } from "@mortise/kit";
import { type Kysely, sql, type Transaction } from "kysely";
import { type AccessListener, announceAccess, nobody } from "./access-notice.ts";
import { refusalOf } from "./constraint-errors.ts";
import {
  accountNotFound,
  inviteInvalid,
  lastAdmin,
  passwordWrong,
  setupClosed,
  signInFailed,
} from "./errors.ts";
import { checkPersonal, normalizeEmail, normalizeMobile } from "./login.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { hashSecret, newSecret } from "./secret.ts";
import type { SystemDatabase } from "../system-schema.ts";
import { checkProfile, cleanSkills, type WorkProfile } from "./work-profile.ts";

/** A person with their memberships. */
export interface AccountRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly mobile: string | null;
  /** The number by which the company knows the person. */
  readonly employeeNumber: string | null;
  readonly locale: "zh" | "en";
  readonly timeZone: string;
  readonly admin: boolean;
  readonly active: boolean;
  readonly teams: readonly { readonly team: string; readonly leader: boolean; readonly main: boolean }[];
  readonly roles: Readonly<Record<string, readonly string[]>>;
  readonly work: WorkProfile;
}

/** What may be set on a person; absent means unchanged. */
export interface AccountChanges {
  /** Only for sample people, whom rules name by fixed ids. */
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | null | undefined;
  readonly mobile?: string | null | undefined;
  readonly employeeNumber?: string | null | undefined;
  readonly password?: string | undefined;
  readonly locale?: "zh" | "en" | undefined;
  readonly timeZone?: string | undefined;
  readonly admin?: boolean | undefined;
  readonly active?: boolean | undefined;
  readonly teams?: AccountRecord["teams"] | undefined;
  readonly roles?: AccountRecord["roles"] | undefined;
  readonly work?: Partial<WorkProfile> | undefined;
}

/** A person to be added. */
export type NewAccount = AccountChanges & { readonly name: string };

const INVITE_DAYS = 7;

/** People: their logins, passwords, one-time links and memberships. */
export class Accounts {
  readonly #db: Kysely<SystemDatabase>;
  readonly #clock: Clock;
  readonly #changed: AccessListener;

  constructor(db: Kysely<SystemDatabase>, clock: Clock, changed: AccessListener = nobody) {
    this.#db = db;
    this.#clock = clock;
    this.#changed = changed;
  }

  /** Whether no account exists yet, so that first-run set-up is open. */
  async isEmpty(): Promise<boolean> {
    return (await this.#db.selectFrom("account").select("id").limit(1).execute()).length === 0;
  }

  /** All people, by name. */
  async list(): Promise<readonly AccountRecord[]> {
    const accounts = await this.#db.selectFrom("account").selectAll().orderBy("name").orderBy("id").execute();
    const teams = Map.groupBy(
      await this.#db.selectFrom("team_member").selectAll().execute(),
      (row) => row.account,
    );
    const roles = Map.groupBy(
      await this.#db.selectFrom("role_member").selectAll().execute(),
      (row) => row.account,
    );
    return accounts.map((row) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      mobile: row.mobile,
      employeeNumber: row.employee_number,
      locale: row.locale,
      timeZone: row.time_zone,
      admin: row.admin,
      active: row.active,
      teams: (teams.get(row.id) ?? []).map(({ team, leader, main }) => ({ team, leader, main })),
      roles: rolesByApp(roles.get(row.id) ?? []),
      work: { skills: row.skills, shift: row.shift, capOpen: row.cap_open, capDay: row.cap_day },
    }));
  }

  /** One person; ACCOUNT_NOT_FOUND. */
  async get(id: string): Promise<AccountRecord> {
    const found = (await this.list()).find((account) => account.id === id);
    if (!found) throw accountNotFound();
    return found;
  }

  /** Adds a person; ACCOUNT_LOGIN_TAKEN when the e-mail or mobile belongs to someone else. */
  async create(input: NewAccount): Promise<string> {
    return this.#insert(input, async () => undefined);
  }

  /** Adds the first administrator; ACCOUNT_SETUP_CLOSED when there is an account already, also one made at the same moment. */
  async createFirst(input: NewAccount): Promise<string> {
    return this.#insert({ ...input, admin: true }, async (trx) => {
      await sql`lock table mortise.account in share row exclusive mode`.execute(trx);
      if ((await trx.selectFrom("account").select("id").limit(1).execute()).length > 0) throw setupClosed();
    });
  }

  async #insert(
    input: NewAccount,
    before: (trx: Transaction<SystemDatabase>) => Promise<void>,
  ): Promise<string> {
    checkPersonal(input);
    checkProfile(input.work ?? {});
    const id = input.id ?? newId();
    const password_hash = input.password ? await hashPassword(input.password) : null;
    await this.#write(async (trx) => {
      await before(trx);
      await trx
        .insertInto("account")
        .values({
          id,
          name: input.name.trim(),
          email: normalizeEmail(input.email),
          mobile: normalizeMobile(input.mobile),
          employee_number: input.employeeNumber?.trim() || null,
          password_hash,
          locale: input.locale ?? "zh",
          time_zone: input.timeZone ?? "Asia/Shanghai",
          admin: input.admin ?? false,
          active: true,
          ...profileRow(input.work ?? {}),
        })
        .execute();
      await this.#saveMemberships(trx, id, input);
    });
    return id;
  }

  /** Changes a person; a new password or deactivation ends their sessions. */
  async update(id: string, changes: AccountChanges): Promise<void> {
    checkPersonal(changes);
    checkProfile(changes.work ?? {});
    const row = await accountRow(changes);
    await this.#write(async (trx) => this.#change(trx, id, changes, row));
    this.#changed(id);
  }

  async #change(
    trx: Transaction<SystemDatabase>,
    id: string,
    changes: AccountChanges,
    row: AccountRow,
  ): Promise<void> {
    const mayRemoveAdmin = changes.active === false || changes.admin === false;
    // Two administrators who demote each other at once must not both succeed.
    if (mayRemoveAdmin) await sql`lock table mortise.account in share row exclusive mode`.execute(trx);
    const found =
      Object.keys(row).length > 0
        ? await trx.updateTable("account").set(row).where("id", "=", id).returning("id").executeTakeFirst()
        : await trx.selectFrom("account").select("id").where("id", "=", id).executeTakeFirst();
    if (!found) throw accountNotFound();
    await this.#saveMemberships(trx, id, changes);
    if (changes.password !== undefined || changes.active === false)
      await trx.deleteFrom("session").where("account", "=", id).execute();
    if (mayRemoveAdmin) await this.#keepAnAdmin(trx);
    await announceAccess(trx, id);
  }

  /** Changes the own password; the current one has to be right. */
  async changePassword(id: string, current: string, next: string): Promise<void> {
    const row = await this.#db
      .selectFrom("account")
      .select("password_hash")
      .where("id", "=", id)
      .executeTakeFirst();
    if (!row || !(await verifyPassword(current, row.password_hash))) throw passwordWrong();
    await this.update(id, { password: next });
  }

  /** The account that login (e-mail or mobile) and password belong to; ACCOUNT_SIGN_IN_FAILED otherwise. */
  async authenticate(login: string, password: string): Promise<string> {
    const row = await this.#db
      .selectFrom("account")
      .select(["id", "password_hash", "active"])
      .where((where) =>
        where.or([where("email", "=", normalizeEmail(login)), where("mobile", "=", normalizeMobile(login))]),
      )
      .executeTakeFirst();
    const right = await verifyPassword(password, row?.password_hash ?? null);
    if (!row || !right || !row.active) throw signInFailed();
    return row.id;
  }

  /**
   * A one-time secret with which the person chooses a password within seven days. Earlier secrets and all sessions of
   * the person end.
   */
  async invite(id: string): Promise<string> {
    const secret = newSecret();
    const now = this.#clock.now();
    const expires = new Date(now.getTime() + INVITE_DAYS * 86_400_000).toISOString();
    await this.#write(async (trx) => {
      await trx
        .updateTable("invite")
        .set({ used_at: now.toISOString() })
        .where("account", "=", id)
        .where("used_at", "is", null)
        .execute();
      await trx
        .insertInto("invite")
        .values({ token_hash: hashSecret(secret), account: id, expires_at: expires, used_at: null })
        .execute();
      await trx.deleteFrom("session").where("account", "=", id).execute();
      await announceAccess(trx, id);
    });
    this.#changed(id);
    return secret;
  }

  /** Sets the password by a one-time secret and answers whose it was; ACCOUNT_INVITE_INVALID otherwise. */
  async redeemInvite(secret: string, password: string): Promise<string> {
    const now = this.#clock.now().toISOString();
    const row = await accountRow({ password });
    let account = "";
    await this.#write(async (trx) => {
      const used = await trx
        .updateTable("invite")
        .set({ used_at: now })
        .where("token_hash", "=", hashSecret(secret))
        .where("used_at", "is", null)
        .where("expires_at", ">", now)
        .where("account", "in", (select) =>
          select.selectFrom("account").select("id").where("active", "=", true),
        )
        .returning("account")
        .executeTakeFirst();
      if (!used) throw inviteInvalid();
      account = used.account;
      await this.#change(trx, account, { password }, row);
    });
    this.#changed(account);
    return account;
  }

  async #saveMemberships(
    trx: Transaction<SystemDatabase>,
    account: string,
    changes: AccountChanges,
  ): Promise<void> {
    if (changes.teams) {
      await trx.deleteFrom("team_member").where("account", "=", account).execute();
      const rows = changes.teams.map((membership) => ({ ...membership, account }));
      if (rows.length > 0) await trx.insertInto("team_member").values(rows).execute();
    }
    if (changes.roles) {
      await trx.deleteFrom("role_member").where("account", "=", account).execute();
      const rows = Object.entries(changes.roles).flatMap(([app, roles]) =>
        roles.map((role) => ({ app, role, account })),
      );
      if (rows.length > 0) await trx.insertInto("role_member").values(rows).execute();
    }
  }

  async #keepAnAdmin(trx: Transaction<SystemDatabase>): Promise<void> {
    const admins = await trx
      .selectFrom("account")
      .select("id")
      .where("admin", "=", true)
      .where("active", "=", true)
      .limit(1)
      .execute();
    if (admins.length === 0) throw lastAdmin();
  }

  async #write(work: (trx: Transaction<SystemDatabase>) => Promise<void>): Promise<void> {
    await this.#db
      .transaction()
      .execute(work)
      .catch((error: unknown) => {
        throw refusalOf(error) ?? error;
      });
  }
}

function rolesByApp(rows: readonly { app: string; role: string }[]): Record<string, string[]> {
  const roles: Record<string, string[]> = {};
  for (const row of rows) (roles[row.app] ??= []).push(row.role);
  return roles;
}

type AccountRow = Awaited<ReturnType<typeof accountRow>>;

/** The columns that changes set. */
async function accountRow(changes: AccountChanges) {
  return {
    ...(changes.name === undefined ? {} : { name: changes.name.trim() }),
    ...(changes.email === undefined ? {} : { email: normalizeEmail(changes.email) }),
    ...(changes.mobile === undefined ? {} : { mobile: normalizeMobile(changes.mobile) }),
    ...(changes.employeeNumber === undefined
      ? {}
      : { employee_number: changes.employeeNumber?.trim() || null }),
    ...(changes.password === undefined ? {} : { password_hash: await hashPassword(changes.password) }),
    ...(changes.locale === undefined ? {} : { locale: changes.locale }),
    ...(changes.timeZone === undefined ? {} : { time_zone: changes.timeZone }),
    ...(changes.admin === undefined ? {} : { admin: changes.admin }),
    ...(changes.active === undefined ? {} : { active: changes.active }),
    ...profileRow(changes.work ?? {}),
  };
}

/** The columns that a profile sets. */
function profileRow({ skills, shift, capOpen, capDay }: Partial<WorkProfile>) {
  return {
    ...(skills === undefined ? {} : { skills: cleanSkills(skills) }),
    ...(shift === undefined ? {} : { shift: shift && JSON.stringify(shift) }),
    ...(capOpen === undefined ? {} : { cap_open: capOpen }),
    ...(capDay === undefined ? {} : { cap_day: capDay }),
  };
}
