import type { FlowDocument } from "@mortise/metadata";
import {
  contractApproval,
  contractEnding,
  contractOnStage,
  contractResubmitted,
  instalmentDue,
  instalmentOverdue,
  paymentConfirmed,
  paymentEntered,
} from "./contracts.ts";
import { dealWon, quoteApproval, quoteOnProposal, quoteResubmitted } from "./deals.ts";
import { followUpCounted, followUpLimits, followUpLogged, leadReleased } from "./follow-up.ts";
import { routing } from "./routing.ts";

/** The flows of the app. Routing comes before the limits, so that a new lead has its owner when its clock starts. */
export const flows: readonly FlowDocument[] = [
  routing,
  followUpLimits,
  leadReleased,
  followUpLogged,
  followUpCounted,
  quoteOnProposal,
  quoteApproval,
  quoteResubmitted,
  dealWon,
  contractOnStage,
  contractApproval,
  contractResubmitted,
  contractEnding,
  instalmentDue,
  instalmentOverdue,
  paymentEntered,
  paymentConfirmed,
];
