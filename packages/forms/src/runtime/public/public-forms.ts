import type { PublicChallenge, PublicEditLink } from "@mortise/contract";
import { type Clock, localize, type Logger, newId } from "@mortise/kit";
import {
  type Actor,
  actorMoment,
  admitEntry,
  type Cause,
  countByLink,
  MOST_COUNTED,
  type SpentProof,
  spendProof,
  type Store,
  tidyVisits,
  systemActor,
  type WriteTransaction,
} from "@mortise/store";
import type { RecordEnvironmentOptions } from "@mortise/expression";
import { type FormDocument, MAIN_LINK } from "@mortise/metadata";
import { formFilledAlready, formNotOpen, formProofNeeded } from "../../errors.ts";
import { describeForm, describeGate, type PublicFormView } from "./describe-form.ts";
import { closedBy, fullGate, gateOf, lockedBy, placesOf, refusalOf } from "./form-gate.ts";
import { type OpenForm, OpenForms } from "./open-form.ts";
import { type OwnChange, OwnSubmissions, type OwnSubmissionView } from "./own-submissions.ts";
import { ProofOfWork } from "./proof-of-work.ts";
import { liveFills } from "./live-fills.ts";
import { lockedAnswers, type PrefillValues, PrefillLinks } from "./prefill-links.ts";
import { redirectOf } from "./redirect-of.ts";
import { answerContext, answersSoFar, readSubmission, type Submission } from "./read-submission.ts";
import { type CodeRequest, type CodeSenders, useCodes, VisitorCodes } from "./visitor-codes.ts";
import { visitorWriter } from "./visitor-writer.ts";

/** What public forms stand on. */
export interface PublicFormsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Signs what visitors bring back. */
  readonly secret: string;
  /** How codes reach visitors; none when absent. */
  readonly senders?: CodeSenders;
  /** Hosts, as `host` or `*.host`, to which visitors may be sent on; none when absent. */
  readonly redirectHosts?: readonly string[];
}

/** What a visitor gets for a submission. */
export interface Receipt {
  readonly ok: true;
  readonly receipt: string;
  /** Where what was sent may be changed. */
  readonly edit?: PublicEditLink;
  /** Where the visitor goes on to. */
  readonly redirect?: string;
}

/** How often a form was filled in by a link; `more` than it says when counting ended there. */
export interface FormCount {
  readonly link: string;
  readonly submissions: number;
  readonly more?: true;
  /** When the last one came, as an ISO instant. */
  readonly last: string;
}

/** What opens a form to a visitor. */
export interface VisitorKeys {
  readonly password?: string;
  /** What a signed link fills in. */
  readonly prefill?: string;
}

const thanks = { zh: "提交成功，感谢您的填写！", en: "Thank you, your answers have been received." };

const saved = { zh: "修改已保存", en: "Your changes are saved." };

/** Forms for visitors without an account. */
export class PublicForms {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #open: OpenForms;
  readonly #proofs: ProofOfWork;
  readonly #own: OwnSubmissions;
  readonly #prefills: PrefillLinks;
  readonly #redirectHosts: readonly string[];
  /** Codes that prove a number or an address to be the visitor's. */
  readonly codes: VisitorCodes;

  constructor({ store, clock, logger, secret, senders = {}, redirectHosts = [] }: PublicFormsOptions) {
    this.codes = new VisitorCodes({ store, clock, secret, senders });
    this.#proofs = new ProofOfWork({ clock, secret });
    this.#own = new OwnSubmissions({ store, clock, secret, codes: this.codes });
    this.#prefills = new PrefillLinks(secret);
    this.#redirectHosts = redirectHosts;
    this.#store = store;
    this.#clock = clock;
    this.#logger = logger;
    this.#open = new OpenForms(store);
  }

  /** The layout and the fields on it; FORM_NOT_OPEN when nobody may fill it in now. */
  async describe(
    slug: string,
    { password, prefill }: VisitorKeys = {},
    actor: Actor = systemActor,
  ): Promise<PublicFormView> {
    const open = this.#find(slug);
    const gate = await gateOf(this.#store.db, open, { now: this.#clock.now(), password });
    if (gate) return describeGate(open, gate);
    return describeForm(open, { locked: lockedAnswers(actor, open, this.#prefills.read(open, prefill)) });
  }

  /** What published data linkages find for the answers so far; nothing where the form does not show that while visitors type. */
  async fill(
    actor: Actor,
    slug: string,
    submission: Pick<Submission, "values" | "parameters" | "password" | "prefill">,
  ): Promise<Readonly<Record<string, unknown>>> {
    const open = this.#find(slug);
    const gate = await gateOf(this.#store.db, open, {
      now: this.#clock.now(),
      password: submission.password,
    });
    if (gate) throw refusalOf(gate);
    if (open.link.liveFills !== true) return {};
    const signed = this.#prefills.read(open, submission.prefill);
    const values = answersSoFar(open, submission, { actor, signed });
    return liveFills(this.#store, actor, open, { values, moment: this.#moment(actor) });
  }

  /** The query of a link that fills a form in, for visitors to change or signed; FORM_NOT_OPEN when the link is not on. */
  prefill(
    actor: Actor,
    { app, form, link }: { readonly app: string; readonly form: string; readonly link: string },
    { values, signed }: { readonly values: PrefillValues; readonly signed: boolean },
  ): string {
    const open = this.#open.ofLink(app, form, link);
    if (!open) throw formNotOpen();
    return signed ? this.#prefills.signed(open, values) : this.#prefills.open(actor, open, values);
  }

  /** How often a form was filled in, by link. */
  async counts(app: string, form: string): Promise<readonly FormCount[]> {
    const { links = [] } = this.#store.releases.current(app).catalog.find("form", form)?.public ?? {};
    const ids = [MAIN_LINK, ...links.map(({ id }) => id)];
    const counts = await countByLink(this.#store.db, { app, form, links: ids });
    return counts.map(({ link, submissions, last }) => ({
      link,
      submissions: Math.min(submissions, MOST_COUNTED),
      ...(submissions > MOST_COUNTED ? { more: true as const } : {}),
      last: last.toISOString(),
    }));
  }

  /** The hosts to which visitors may be sent on. */
  get redirectHosts(): readonly string[] {
    return this.#redirectHosts;
  }

  /** Work that a visitor's browser has to do before it submits; FORM_NOT_OPEN where the form asks for none. */
  async challenge(slug: string): Promise<PublicChallenge> {
    const { app, form } = this.#find(slug);
    const level = form.public?.access?.proof;
    if (level === undefined) throw formNotOpen();
    return this.#proofs.issue(`${app}/${form.id}`, level);
  }

  /** Forgets of visitors what has served its purpose. */
  async sweep(): Promise<void> {
    const apps = this.#store.releases.apps();
    const keeps = apps.flatMap((app) =>
      this.#store.releases
        .current(app)
        .catalog.all("form")
        .filter(({ public: shared }) =>
          [shared, ...(shared?.links ?? [])].some((link) => link?.access?.perPerson?.within === "ever"),
        )
        .map(({ id }) => ({ app, form: id })),
    );
    await tidyVisits(this.#store.db, this.#clock.now(), keeps);
  }

  /** The hosts that may show a form in a frame: those its settings name, every one when they name none. */
  framedBy(slug: string): readonly string[] | undefined {
    return this.#open.find(slug)?.link.access?.hosts;
  }

  /**
   * Makes a record of a visitor's answers and gives the receipt in their language. The same idempotency key never makes
   * two records, and repeats its receipt when the form has closed meanwhile; a filled honeypot is thanked and forgotten.
   */
  async submit(actor: Actor, slug: string, submission: Submission): Promise<Receipt> {
    const open = this.#find(slug);
    const receipt = localize(open.form.public?.receipt ?? thanks, actor.locale);
    if (submission.website) {
      this.#logger.info({ form: open.form.id, app: open.app }, "a submission fell into the honeypot");
      return { ok: true, receipt };
    }
    // Whoever does not know the password learns nothing of the questions, not even what is wrong with answers.
    const locked = lockedBy(open.form.public?.access ?? {}, submission.password);
    if (locked) throw refusalOf(locked);
    const proof = await this.#proofOf(open, submission);
    const signed = this.#prefills.read(open, submission.prefill);
    const answers = readSubmission(open, submission, { actor, moment: this.#moment(actor), signed });
    const row = { ...answers, ...addressOf(open.form, submission) };
    const holder = submission.idempotencyKey ?? newId();
    const used = await this.codes.check(open, row, { codes: submission.codes ?? {}, holder });
    const { writer, cause } = visitorWriter(open, actor);
    const command = { type: "create", entity: open.entity.id, rows: [row] } as const;
    const keyed = { ...cause, ...keyOf(slug, submission) };
    const { changeSet } = await this.#store.records.execute(writer, open.app, [command], keyed, {
      before: async ({ db, now }) => {
        await this.#admit(open, { submission, row, proof, db, now });
        await useCodes(db, used, holder);
      },
      after: async (written, { results }) => {
        const record = results[0]?.ids[0];
        const locked = Object.keys(signed);
        if (record !== undefined) await this.#own.keep(open, written, { record, locked });
      },
    });
    const edit = await this.#own.linkTo(open, changeSet);
    const redirect = redirectOf(open, { row, context: answerContext(actor), hosts: this.#redirectHosts });
    return {
      ok: true,
      receipt,
      ...(edit ? { edit } : {}),
      ...(redirect === undefined ? {} : { redirect }),
    };
  }

  /** Has a code sent to what a visitor typed into a field; on a form that asks for work, each code asks for some. */
  async requestCode(
    actor: Actor,
    slug: string,
    request: CodeRequest & Pick<Submission, "proof" | "password">,
  ): Promise<void> {
    const open = this.#find(slug);
    const gate = await gateOf(this.#store.db, open, { now: this.#clock.now(), password: request.password });
    if (gate) throw refusalOf(gate);
    const proof = await this.#proofOf(open, request);
    if (proof && !(await spendProof(this.#store.db, proof))) throw formProofNeeded();
    await this.codes.request(actor, open, request);
  }

  /** What a visitor sent, by their private link; FORM_SUBMISSION_NOT_FOUND when it is not known. */
  async readOwn(actor: Actor, slug: string, token: string): Promise<OwnSubmissionView> {
    return this.#own.read(actor, this.#find(slug), token);
  }

  /** Changes what a visitor sent, as far as the form shows it. */
  async changeOwn(actor: Actor, slug: string, change: OwnChange): Promise<Receipt> {
    const open = this.#find(slug);
    await this.#own.change(actor, open, change);
    return { ok: true, receipt: localize(saved, actor.locale) };
  }

  /** Lets a submission in, in the transaction that writes its record: what limits it is looked at when nobody else writes. */
  async #admit(
    open: OpenForm,
    {
      submission,
      row,
      proof,
      db,
      now,
    }: Pick<WriteTransaction, "db" | "now"> & {
      readonly submission: Submission;
      readonly row: Readonly<Record<string, unknown>>;
      readonly proof: SpentProof | undefined;
    },
  ): Promise<void> {
    const access = open.form.public?.access ?? {};
    const closed = closedBy(access, now);
    if (closed) throw refusalOf(closed);
    if (proof && !(await spendProof(db, proof))) throw formProofNeeded();
    const { perPerson } = access;
    // Whoever withholds the device's id shares one allowance with all who do.
    const told =
      perPerson?.field === undefined ? (submission.device ?? "") : JSON.stringify(row[perPerson.field]);
    const person = perPerson ? `${perPerson.field ?? ""}=${told}` : null;
    const admitted = await admitEntry(
      db,
      { app: open.app, form: open.form.id, link: open.link.link, person, at: now },
      { ...placesOf(access, open.counted), ...(perPerson ? { perPerson } : {}) },
    );
    if (admitted.kind === "full") throw refusalOf(fullGate(access, admitted.within, now));
    if (admitted.kind === "again") throw formFilledAlready();
  }

  /** The work behind a submission, where the form asks for some. */
  async #proofOf(
    { app, form }: OpenForm,
    { proof }: Pick<Submission, "proof">,
  ): Promise<SpentProof | undefined> {
    if (form.public?.access?.proof === undefined) return undefined;
    return this.#proofs.check(`${app}/${form.id}`, proof);
  }

  #moment(actor: Actor): RecordEnvironmentOptions {
    return actorMoment(actor, { now: this.#clock.now(), calendar: this.#store.releases.calendar() });
  }

  #find(slug: string): OpenForm {
    const open = this.#open.find(slug);
    if (!open) throw formNotOpen();
    return open;
  }
}

function keyOf(slug: string, { idempotencyKey }: Submission): Pick<Cause, "idempotencyKey"> {
  const key = idempotencyKey?.slice(0, 200);
  return key ? { idempotencyKey: `public-form/${slug}/${key}` } : {};
}

/** Public forms over a store. */
export function createPublicForms(options: PublicFormsOptions): PublicForms {
  return new PublicForms(options);
}

/** What begins the address of IPv4 of a visitor on a server that listens to IPv6, too. */
const MAPPED = /^::ffff:(?=\d+\.)/i;

/** The visitor's address, where the form keeps it. */
function addressOf({ public: shared }: FormDocument, { peer }: Submission): Readonly<Record<string, string>> {
  const { addressField } = shared ?? {};
  return addressField === undefined || peer === undefined ? {} : { [addressField]: peer.replace(MAPPED, "") };
}
