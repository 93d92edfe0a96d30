import type { LocalizedText } from "@mortise/kit";
import type { QuotingText } from "@mortise/metadata";
import type { SendPolicy } from "./effect.ts";
import type { RosterUser } from "./roster.ts";
import type { Settings } from "./settings.ts";

/** What stands in a line of something that was sent: a text as it is, one that quotes a record, or a person. */
export type SendLineValue =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "quoting"; readonly text: QuotingText }
  | { readonly type: "person"; readonly id: string }
  /** Never shown. */
  | { readonly type: "secret" };

/** One line of something that was sent or came back, as people look at it. */
export interface SendLine {
  readonly label: LocalizedText;
  readonly value: SendLineValue;
}

/** A way out: everything the product knows about one kind of send, in one folder. */
export interface SendKind {
  readonly id: string;
  readonly name: LocalizedText;
  /** Name of an icon of the design system. */
  readonly icon: string;
  /** Of ways to people: whether it reaches somebody. */
  reaches?(user: RosterUser): boolean;
  /** What is sent, line by line. */
  request(request: Settings): readonly SendLine[];
  /** What came back, line by line. */
  answer(answer: Settings): readonly SendLine[];
}

/** Freezes the definition of a kind; the place where its shape is checked. */
export function defineSendKind<const Definition extends SendKind>(definition: Definition): Definition {
  return Object.freeze(definition);
}

/** Messages to people: tried for some hours with longer and longer pauses; while the way out rests, tries do not count. */
export const MESSAGE_POLICY: SendPolicy = { tries: 12, firstPause: 30, longestPause: 3_600 };
