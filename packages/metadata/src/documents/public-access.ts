/** How often one person may fill in a public form. */
export interface PersonLimit {
  /** The question whose answer tells people apart, such as the mobile number; the device does when absent. */
  readonly field?: string;
  readonly times: number;
  /** The calendar day, or all the time. */
  readonly within: "day" | "ever";
}

/** How much work a visitor's browser does before a submission is taken: programs that send thousands pay for each. */
export type ProofLevel = "light" | "normal" | "strong";

/** Hours of a week in which a form is open, on the wall clock of the company's time zone. */
export interface OpenHours {
  /** Monday 1 to Sunday 7. */
  readonly days: readonly number[];
  /** `09:00`; until before `to`. Where `to` is not later, the hours end on the next day. */
  readonly from: string;
  readonly to: string;
}

/** When, by whom and how often a public form may be filled in, and which sites may show it; nothing set limits nothing. */
export interface PublicAccess {
  /** ISO instants; the form takes answers from the first until before the second. */
  readonly opensAt?: string;
  readonly closesAt?: string;
  /** Within those two, only in these hours; always when absent. */
  readonly windows?: readonly OpenHours[];
  /** The most submissions in all. */
  readonly total?: number;
  /** The most on one calendar day, and in one calendar month, of the company's time zone. */
  readonly perDay?: number;
  readonly perMonth?: number;
  readonly perPerson?: PersonLimit;
  /** What visitors have to know; builders read it to hand it on. */
  readonly password?: string;
  /** Absent: no work is asked for. */
  readonly proof?: ProofLevel;
  /** Fields whose answer, a mobile number or an e-mail address, is proved by a code that is sent there. */
  readonly verify?: readonly string[];
  /** Hosts, as `host` or `*.host`, that may show the form in a frame; every site when absent, none but our own when empty. */
  readonly hosts?: readonly string[];
}
