import type { Expression, Value, WorkCalendar } from "@mortise/expression";
import { localize, type Locale, type LocalizedText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { createContext, use, useMemo } from "react";
import type { FileValue } from "../file-value.ts";
import { fieldServicesMissing } from "../errors.ts";
import type { FieldContext } from "../field-type.ts";
import type { FieldOption } from "../option-list.ts";
import type { FillAsk, FoundFill } from "../record-logic/fill-lookup.ts";

/** One person, team or record offered by a search. */
export interface FieldChoice {
  readonly id: string;
  readonly label: string;
  /** Second line: a team, a mobile number. */
  readonly hint?: string;
  /** The person chose it lately: it stands above the others. */
  readonly recent?: boolean;
}

/** One record of a tree offered as a choice. */
export interface TreeChoice extends FieldChoice {
  /** What it stands below; null at the top. */
  readonly parent: string | null;
  /** How many stand below it. */
  readonly below: number;
  /** Whether it can be chosen; others only lead to one that can. */
  readonly fits: boolean;
}

/** A part of a tree of records. */
export interface TreeSearch {
  readonly entity: string;
  /** The reference of the entity to itself. */
  readonly field: string;
  /** Whose level is read; with a keyword the whole tree is searched. */
  readonly parent: string | null;
  readonly typed: string;
  readonly condition?: Expression | undefined;
}

/** A team or record of a tree. */
export interface TreeNode {
  readonly id: string;
  readonly label: string;
  readonly parent: string | null;
}

/** Values of a form that must not occur twice. */
export interface UniqueCheck {
  readonly entity: string;
  /** The record that is being changed. */
  readonly id?: string | undefined;
  readonly values: Readonly<Record<string, Value>>;
}

/** What fields on screen need from the application around them. */
export interface FieldServices {
  readonly locale: Locale;
  readonly timeZone: string;
  /** The company's working days and fiscal year; those of mainland China until they are known. */
  readonly calendar?: WorkCalendar | undefined;
  /** Who fills the form in: what rules call 当前用户, 我的团队 and 我的团队及下级. */
  readonly user?:
    | {
        readonly id: string;
        readonly ownTeams: readonly string[];
        /** The person's teams together with all teams below them. */
        readonly teams: readonly string[];
      }
    | undefined;
  /** Name of a user, team or record; undefined while unknown. */
  readonly label: (id: string) => string | undefined;
  /** With teams only their people, and those of teams below, are offered. */
  readonly searchUsers: (text: string, within?: readonly string[]) => Promise<readonly FieldChoice[]>;
  /** With teams only those, and teams below, are offered. */
  readonly searchTeams: (text: string, within?: readonly string[]) => Promise<readonly FieldChoice[]>;
  /** With a condition only records that meet it are offered. */
  readonly searchRecords: (
    entity: string,
    text: string,
    condition?: Expression,
  ) => Promise<readonly FieldChoice[]>;
  /** The one record that a copied text means: by its title, or by another field that tells records apart. */
  readonly findRecord?: (entity: string, text: string) => Promise<FieldChoice | undefined>;
  /** Records of a tree: one level, or what is searched for with all that leads to it. */
  readonly treeOf?: (search: TreeSearch) => Promise<readonly TreeChoice[]>;
  /** Whether the person may make a record of the entity while choosing one. */
  readonly mayCreate?: (entity: string) => boolean;
  /**
   * Asks for what a new record of the entity needs, beginning with what was typed, and makes it; undefined when the
   * person gave up.
   */
  readonly createRecord?: (entity: string, typed: string) => Promise<FieldChoice | undefined>;
  /** Told of every record that is chosen, so that it is offered first the next time. */
  readonly noteChosen?: (entity: string, id: string) => void;
  /** All teams (`team`) or all records of an entity that stand in a tree; undefined when they are too many to show. */
  readonly loadTree?: (target: string) => Promise<readonly TreeNode[] | undefined>;
  /** Stores a file and answers what records hold of it; rejects with an error whose message can be shown. */
  readonly upload: (file: File) => Promise<FileValue>;
  /** Address from which a stored file is downloaded. */
  readonly fileUrl?: (file: FileValue) => string;
  /** Hosts whose pages may stand inside forms, as `host` or `*.host`; none when not given. */
  readonly frameHosts?: readonly string[];
  /** Shows a record; references become links when given. */
  readonly openRecord?: (entity: string, id: string) => void;
  /** The address at which a record opens, for codes and links that leave the screen. */
  readonly recordUrl?: (entity: string, id: string) => string;
  /** What the records that the reader may see hold in a field of lists, most frequent first. */
  readonly valuesInUse?: (entity: string, field: string) => Promise<readonly string[]>;
  /** Reads a record with its child rows; undefined when the reader may not see it. */
  readonly readRecord?: (entity: string, id: string) => Promise<Readonly<Record<string, Value>> | undefined>;
  /** Asks what data linkages of the entity's rules fill in; in the order of the questions. */
  readonly fill?: (entity: string, asks: readonly FillAsk[]) => Promise<readonly FoundFill[]>;
  /** Adds an option to a field whose settings let those who fill it in do so; rejects with an error that can be shown. */
  readonly addOption?: (entity: string, field: string, name: string) => Promise<FieldOption>;
  /** Which values exist already, by field, with what may be said of who has them. */
  readonly checkUnique?: (check: UniqueCheck) => Promise<Readonly<Record<string, LocalizedText>>>;
  /** Definition of an entity: sub-tables show its fields. */
  readonly entity: (id: string) => EntityDocument | undefined;
}

/** Carries the services; filled by `FieldServicesProvider`. */
export const FieldServicesContext = createContext<FieldServices | undefined>(undefined);

/** The services of the surrounding application. Throws FIELD_SERVICES_MISSING outside a provider. */
export function useFieldServices(): FieldServices {
  const services = use(FieldServicesContext);
  if (!services) throw fieldServicesMissing();
  return services;
}

/** Shows texts in the reader's language. */
export function useFieldText(): (text: LocalizedText) => string {
  const { locale } = useFieldServices();
  return (text) => localize(text, locale);
}

/** The context in which field types write and read texts on screen. */
export function useFieldContext(): FieldContext {
  const services = useFieldServices();
  return useMemo(
    () => ({
      locale: services.locale,
      timeZone: services.timeZone,
      label: (id) => services.label(id),
      find: () => undefined,
    }),
    [services],
  );
}
