import { type DefinitionDocument, type DocumentKey, documentKey } from "../documents/document.ts";
import { flattened, unflattened } from "./flatten.ts";
import { mergeOrder } from "./merge-order.ts";
import { mergeValue } from "./merge-value.ts";
import { DOCUMENT_SHAPES } from "./shape.ts";
import type { Side, ThreeStates } from "./three-states.ts";

/** A part of a document that both sides changed differently, and whose version stands in the merged documents. */
export interface MergeConflict extends ThreeStates {
  /** Tells conflicts apart, the same in every merge of the same states: `entity/lead#fields/amount/name`. */
  readonly id: string;
  readonly document: DocumentKey;
  /** Leads to the part by properties and ids; empty for the document itself. */
  readonly path: readonly string[];
  readonly side: Side;
}

/** Two states of an app as one. */
export interface MergedDocuments {
  readonly documents: readonly DefinitionDocument[];
  readonly conflicts: readonly MergeConflict[];
}

type Documents = readonly DefinitionDocument[];

/**
 * Three-way merge of the documents of an app by stable ids, down to properties of fields, options, items, nodes, cards
 * and grants. An edit of either side is in the result, or among the conflicts; `choices` (by conflict id) say whose
 * stays there, ours when nothing is said.
 */
export function mergeDocuments(
  states: { readonly base: Documents; readonly ours: Documents; readonly theirs: Documents },
  choices: Readonly<Record<string, Side>> = {},
): MergedDocuments {
  const conflicts: MergeConflict[] = [];
  const [base, ours, theirs] = [byKey(states.base), byKey(states.ours), byKey(states.theirs)];
  const merged = new Map<DocumentKey, DefinitionDocument>();
  for (const [key, { kind }] of [...ours, ...theirs]) {
    if (merged.has(key)) continue;
    const settle = (path: readonly string[], parts: ThreeStates): Side => {
      const id = `${key}#${path.join("/")}`;
      const side = (Object.hasOwn(choices, id) ? choices[id] : undefined) ?? "ours";
      conflicts.push({ id, document: key, path, side, ...parts });
      return side;
    };
    const flat = (documents: ReadonlyMap<DocumentKey, DefinitionDocument>): unknown => {
      const document = documents.get(key);
      return document && flattened(document);
    };
    const parts = { base: flat(base), ours: flat(ours), theirs: flat(theirs) };
    const result = mergeValue(parts, DOCUMENT_SHAPES[kind], [], settle);
    if (result !== undefined) merged.set(key, unflattened(result));
  }
  const order = mergeOrder(
    { base: [...base.keys()], ours: [...ours.keys()], theirs: [...theirs.keys()] },
    new Set(merged.keys()),
    // Documents stand in no order that people see.
    () => "ours",
  );
  // Every key of the order is one of the merged documents.
  return { documents: order.flatMap((key) => merged.get(key as DocumentKey) ?? []), conflicts };
}

function byKey(documents: Documents): ReadonlyMap<DocumentKey, DefinitionDocument> {
  return new Map(documents.map((document) => [documentKey(document), document]));
}
