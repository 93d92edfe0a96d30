/** 班次: when somebody, or a team, takes on work. */
export interface Shift {
  /** `["09:00", "18:00"]`; one that ends no later than it begins goes on into the next day. */
  readonly hours: readonly (readonly [from: string, to: string])[];
  /** Days of the week, Monday 1 to Sunday 7, whatever the calendar says; without them the company's working days. */
  readonly days?: readonly number[] | undefined;
}

/** 请假: from one moment to another, or until it is ended. */
export interface Leave {
  readonly from: string;
  readonly until: string | null;
}
