import type { SampleEvent, SampleRows } from "../../template.ts";
import { dayBack, Dice, type Row, sampleId } from "./dice.ts";

/** Instalments: name, share of the amount in percent, and days after the signature. */
const TERMS = [
  ["首付款", 30, 0],
  ["到货款", 50, 30],
  ["验收款", 20, 75],
] as const;
const SIGNERS = ["王建国", "李海波", "张志明", "刘文华", "陈立新"];
const DAY = 86_400_000;
const YEAR = 365;

interface Contract {
  readonly row: Row;
  readonly plans: readonly Row[];
  readonly payments: readonly Row[];
  readonly invoices: readonly Row[];
}

/** Won deals have contracts: most of what fell due has come in, some of it late, some not at all. */
export function contracts(opportunities: readonly Row[]): readonly SampleRows[] {
  const dice = new Dice(20_261_130);
  const made = won(opportunities).map((deal, index) => contract(dice, deal, index + 1));
  return [
    { entity: "contract", rows: made.map(({ row }) => row) },
    { entity: "payment_plan", rows: made.flatMap(({ plans }) => plans) },
    { entity: "payment", rows: made.flatMap(({ payments }) => payments) },
    { entity: "invoice", rows: made.flatMap(({ invoices }) => invoices) },
  ];
}

/** A payment that a salesperson enters today, for the first contract's last instalment. */
export function newPayment(opportunities: readonly Row[]): SampleEvent {
  const [deal] = won(opportunities);
  return {
    entity: "payment",
    create: {
      id: sampleId("85", 9_000),
      contract: sampleId("83", 1),
      customer: deal?.values["customer"],
      date: dayBack(0),
      amount: "20000",
      method: "transfer",
      owner: deal?.values["owner"],
      team: deal?.values["team"],
    },
  };
}

function won(opportunities: readonly Row[]): readonly Row[] {
  return opportunities.filter(({ values }) => values["stage"] === "won");
}

function contract(dice: Dice, { values: deal }: Row, number: number): Contract {
  const age = Math.floor((Date.now() - Date.parse(String(deal["won_at"]))) / DAY);
  const amount = Number(deal["amount"]);
  const id = sampleId("83", number);
  const whose = { customer: deal["customer"], owner: deal["owner"], team: deal["team"] };
  const parts = TERMS.map(([name, share, after], index) =>
    instalment(dice, {
      number: number * TERMS.length + index,
      name,
      contract: id,
      whose,
      amount: String((amount * share) / 100),
      age: age - after,
    }),
  );
  const payments = parts.flatMap(({ payment }) => payment ?? []);
  const isPaid = payments.length === TERMS.length;
  return {
    row: {
      daysAgo: age,
      values: {
        id,
        name: String(deal["name"]),
        opportunity: deal["id"],
        type: dice.pick(["direct", "direct", "partner", "service"]),
        amount: String(amount),
        status: isPaid ? "completed" : "effective",
        sign_date: dayBack(age),
        start_date: dayBack(age),
        // Some are for a quarter, so that the end of a few is near.
        end_date: dayBack(age - dice.pick([90, 120, YEAR, YEAR])),
        signer: dice.pick(SIGNERS),
        ...whose,
      },
    },
    plans: parts.map(({ plan }) => plan),
    payments,
    invoices: payments
      .filter(() => dice.chance(0.7))
      .map((payment) => invoice(payment, String(deal["name"]))),
  };
}

interface Instalment {
  readonly number: number;
  readonly name: string;
  readonly contract: string;
  readonly whose: Row["values"];
  readonly amount: string;
  /** Days since it fell due; negative when it is still to come. */
  readonly age: number;
}

function instalment(
  dice: Dice,
  { number, name, contract: of, whose, amount, age }: Instalment,
): { readonly plan: Row; readonly payment?: Row } {
  const late = dice.pick([0, 0, 2, 5, 12]);
  const isPaid = dice.chance(0.85) && age - late >= 0;
  const id = sampleId("84", number);
  const plan: Row = {
    daysAgo: Math.max(age, 0),
    values: { id, name, contract: of, due: dayBack(age), amount, method: "transfer", ...whose },
  };
  if (!isPaid) return { plan };
  const values = {
    id: sampleId("85", number),
    contract: of,
    plan: id,
    date: dayBack(age - late),
    amount,
    method: dice.pick(["transfer", "transfer", "acceptance"]),
    status: "confirmed",
    ...whose,
  };
  return { plan, payment: { daysAgo: age - late, values } };
}

function invoice({ daysAgo, values }: Row, title: string): Row {
  const number = Number(String(values["id"]).slice(-6));
  return {
    daysAgo,
    values: {
      id: sampleId("86", number),
      title,
      contract: values["contract"],
      type: "special",
      amount: values["amount"],
      status: "issued",
      invoice_no: `2437${String(number).padStart(8, "0")}`,
      issued_on: dayBack(daysAgo),
      owner: values["owner"],
      team: values["team"],
    },
  };
}
