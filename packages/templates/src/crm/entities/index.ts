import type { EntityDocument } from "@mortise/metadata";
import { campaign } from "./campaign.ts";
import { contact } from "./contact.ts";
import { contract, invoice, payment, paymentPlan } from "./contract.ts";
import { customer } from "./customer.ts";
import { followup } from "./followup.ts";
import { lead } from "./lead.ts";
import { opportunity } from "./opportunity.ts";
import { product } from "./product.ts";
import { quote, quoteLine } from "./quote.ts";
import { target } from "./target.ts";

/** The entities of the app. */
export const entities: readonly EntityDocument[] = [
  lead,
  customer,
  contact,
  opportunity,
  quote,
  quoteLine,
  contract,
  paymentPlan,
  payment,
  invoice,
  product,
  followup,
  campaign,
  target,
];
