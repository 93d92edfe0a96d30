import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { FormDiff, type FormState } from "@mortise/forms/react";
import { fillText } from "@mortise/kit";
import { type DefinitionDocument, documentKey, documentTitle } from "@mortise/metadata";
import { Panel, useLocalize, useText } from "@mortise/ui";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Tag } from "antd";
import { useMemo, useState } from "react";
import { useAppModel } from "../../app/app-model.ts";
import { errorMessage } from "../../session/form-errors.ts";
import { CHANGE_TONES, useChangeWords } from "../diff-view.tsx";
import { compareText } from "./text.ts";
import { DRAFT } from "./use-states.ts";

type Compared = RouteOutput<typeof routes.compareDraft>;

/** A state with what it is called. */
interface NamedState {
  readonly state: string;
  readonly name: string;
}

interface ComparisonProps extends Compared {
  readonly before: NamedState;
  readonly after: NamedState;
}

/** What differs, document by document: in words, and for forms on two canvases side by side. */
export function Comparison({ changes, documents, before, after }: ComparisonProps) {
  const t = useText(compareText);
  const changed = [...new Set(changes.map(({ document }) => document))];
  const [chosen, choose] = useState<string>();
  const shown = chosen !== undefined && changed.includes(chosen) ? chosen : changed[0];
  const pair = documents.find((each) => keyOf(each) === shown);
  const nameOf = useStateNames(documents);
  return (
    <div className="compare">
      <nav aria-label={t.documents}>
        {changed.map((key) => (
          <Button
            key={key}
            type="text"
            aria-current={key === shown ? "true" : undefined}
            onClick={() => choose(key)}
          >
            <span>{nameOf(key)}</span>
            <Tag>{changes.filter(({ document }) => document === key).length}</Tag>
          </Button>
        ))}
        <Restore from={before.state === DRAFT ? after : before} />
      </nav>
      <Panel
        title={nameOf(shown ?? "")}
        actions={<Restore from={before.state === DRAFT ? after : before} document={shown} />}
      >
        <Changes changes={changes.filter(({ document }) => document === shown)} />
        {pair && (pair.before ?? pair.after)?.kind === "form" ? (
          <Canvases pair={pair} documents={documents} names={{ before: before.name, after: after.name }} />
        ) : null}
      </Panel>
    </div>
  );
}

function Changes({ changes }: { readonly changes: Compared["changes"] }) {
  const t = useText(compareText);
  const localize = useLocalize();
  const words = useChangeWords();
  return (
    <ul className="diff-list diff-changes" aria-label={t.changes}>
      {changes.map((change) => (
        <li key={change.text.en}>
          <Tag color={CHANGE_TONES[change.type]}>{words[change.type]}</Tag>
          {localize(change.text)}
        </li>
      ))}
    </ul>
  );
}

type Pair = Compared["documents"][number];

function Canvases({
  pair,
  documents,
  names,
}: {
  readonly pair: Pair;
  readonly documents: readonly Pair[];
  readonly names: { readonly before: string; readonly after: string };
}) {
  const [before, after] = useMemo(
    () => (["before", "after"] as const).map((side) => formState(pair, documents, side)),
    [pair, documents],
  );
  return before && after ? <FormDiff before={before} after={after} names={names} /> : null;
}

function formState(pair: Pair, documents: readonly Pair[], side: "before" | "after"): FormState {
  const form = pair[side]?.kind === "form" ? pair[side] : undefined;
  const entity = documents
    .map((each) => each[side])
    .find((each) => each?.kind === "entity" && each.id === form?.entity);
  return { form, entity: entity?.kind === "entity" ? entity : undefined };
}

/** Brings the draft, or one document of it, back to a state. */
function Restore({ from, document }: { readonly from: NamedState; readonly document?: string | undefined }) {
  const t = useText(compareText);
  const api = useApi();
  const { id: app } = useAppModel();
  const { message, modal } = App.useApp();
  const restore = useMutation({
    mutationFn: () =>
      api.call(routes.restoreDraft, {
        params: { app },
        body: { state: from.state, ...(document === undefined ? {} : { documents: [document] }) },
      }),
    onSuccess: () => message.success(t.restored),
    onError: (error) => message.error(errorMessage(error)),
  });
  if (from.state === DRAFT) return null;
  const label = document === undefined ? t.restoreAll : t.restoreOne;
  const ask = () =>
    void modal.confirm({
      title: label,
      content: fillText(t.restoreAsk, { name: from.name }),
      okText: label,
      cancelText: t.cancel,
      onOk: () => restore.mutateAsync().catch(() => undefined),
    });
  return (
    <Button size="small" loading={restore.isPending} onClick={ask}>
      {label}
    </Button>
  );
}

/** Names of documents as the later state calls them. */
function useStateNames(documents: readonly Pair[]): (key: string) => string {
  const localize = useLocalize();
  return (key) => {
    const pair = documents.find((each) => keyOf(each) === key);
    const document = pair?.after ?? pair?.before;
    return document ? localize(documentTitle(document)) : key;
  };
}

function keyOf({ before, after }: Pair): string | undefined {
  const document: DefinitionDocument | null = after ?? before;
  return document ? documentKey(document) : undefined;
}
