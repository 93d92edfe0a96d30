import type { LocalizedText } from "@mortise/kit";
import type { DefinitionDocument } from "@mortise/metadata";

/** A team that a template's rules speak of; its id is fixed so that flows can name it. */
export interface TemplateTeam {
  readonly id: string;
  readonly name: LocalizedText;
  readonly parent?: string;
}

/** A sample person; created only with sample data, with a fixed id so that rules can name them. */
export interface TemplatePerson {
  readonly id: string;
  readonly name: LocalizedText;
  /** Local part of a made-up e-mail address. */
  readonly login: string;
  readonly role: string;
  readonly team: string;
  readonly leader?: boolean;
}

/** A sample record as it is today. */
export interface SampleRow {
  /** So many days before today it was made. */
  readonly daysAgo: number;
  readonly values: Readonly<Record<string, unknown>>;
  /** What was different before, oldest first: each until so many days before today. */
  readonly before?: readonly SampleState[];
}

/** Values that a sample record had for a time. */
export interface SampleState {
  readonly untilDaysAgo: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Sample rows of one entity, oldest first; ids are fixed so that rows can refer to each other. */
export interface SampleRows {
  readonly entity: string;
  readonly rows: readonly SampleRow[];
}

/** Something that happens today in the sample company, on top of its past: flows run, so that to-dos, approvals and reasons are there to see. */
export type SampleEvent =
  | { readonly entity: string; readonly create: Readonly<Record<string, unknown>> }
  | { readonly entity: string; readonly id: string; readonly change: Readonly<Record<string, unknown>> }
  /** To the records that flows have made for another one: those whose field points at it. */
  | {
      readonly entity: string;
      readonly of: { readonly field: string; readonly id: string };
      readonly change: Readonly<Record<string, unknown>>;
    };

/** An app that ships with the product: definition documents and sample data, nothing else. */
export interface Template {
  readonly id: string;
  readonly name: LocalizedText;
  readonly description: LocalizedText;
  readonly documents: readonly DefinitionDocument[];
  readonly teams: readonly TemplateTeam[];
  readonly people: readonly TemplatePerson[];
  /** Made afresh at each call; the same rows every time. */
  samples(): readonly SampleRows[];
  /** What happens after `samples`, in this order; the same every time. */
  today?(): readonly SampleEvent[];
}
