import { type LocalizedText, sameText } from "@mortise/kit";
import type { StepContext } from "../../model/step-context.ts";
import { peopleSummary, resolvePeople } from "../../people/index.ts";
import { text } from "./text.ts";

/** Whom an approval asks. */
export interface Approvers {
  readonly asked: readonly string[];
  /** People who need not be asked again or may not decide on their own matter, with the reason. */
  readonly spared: readonly { readonly user: string; readonly why: LocalizedText }[];
  readonly why: LocalizedText;
}

/** Finds who must approve: the named people without those who are spared; where nobody is named, the administrators. */
export function findApprovers(context: StepContext): Approvers {
  const { settings, state } = context;
  const named = resolvePeople(context, settings.items("to"));
  const who = peopleSummary(settings.items("to"), {
    entity: state.entity,
    wording: context.wording,
    condition: () => sameText(""),
  });
  if (named.length === 0) {
    const asked = insteadOf(context);
    const names = namesOf(context, asked);
    const why = {
      zh: `找不到${who.zh}，改由${names.join("、")}审批`,
      en: `${who.en} cannot be found, so ${names.join(", ")} approve instead`,
    };
    return { asked, spared: [], why };
  }
  const { asked, spared } = withoutSpared(context, named);
  const names = namesOf(context, asked);
  const why = {
    zh: `由${who.zh}审批：${names.join("、")}`,
    en: `To be approved by ${who.en}: ${names.join(", ")}`,
  };
  return { asked, spared, why };
}

/** Who approves where nobody else can be found. */
function insteadOf({ settings, roster }: StepContext): readonly string[] {
  const rule = settings.text("whenNobody") ?? "admins";
  if (rule === "admins") return roster.admins().map((user) => user.id);
  if (rule !== "people") return [];
  return settings.texts("insteadPeople").filter((id) => roster.user(id)?.active);
}

/** Names of people, in their order. */
export function namesOf(context: StepContext, users: readonly string[]): readonly string[] {
  return users.map((user) => context.wording.name(user));
}

function withoutSpared(context: StepContext, named: readonly string[]) {
  const asked = new Set<string>();
  const spared: { readonly user: string; readonly why: LocalizedText }[] = [];
  const own = context.settings.text("whenStarter") ?? "asks";
  for (const user of named) {
    if (hasApproved(context, user)) spared.push({ user, why: text.hasApproved });
    else if (user !== context.state.startedBy || own === "asks") asked.add(user);
    else {
      spared.push({ user, why: own === "manager" ? text.managerInstead : text.ownMatter });
      if (own === "manager") for (const manager of context.roster.managersOf(user)) asked.add(manager.id);
    }
  }
  return { asked: [...asked], spared };
}

/** Whether somebody's earlier approval in this run stands for this step too. */
function hasApproved(context: StepContext, user: string): boolean {
  const { approvals, settings } = context;
  const rule = settings.text("sameAgain") ?? "asks";
  if (rule === "asks" || settings.flag("mustApprove")) return false;
  const counted = rule === "adjacent" ? approvals.slice(-1) : approvals;
  return counted.some((given) => given.users.includes(user));
}
