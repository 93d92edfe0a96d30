import { LockOutlined } from "@ant-design/icons";
import { canonicalJson, fillText } from "@mortise/kit";
import { Alert, App, Button } from "antd";
import type { ReactNode } from "react";
import { useText } from "../locale/use-text.ts";

/** Somebody else who is at an element of a document that is being designed. */
export interface ElementHolder {
  readonly name: string;
  /** Carries white letters. */
  readonly color: string;
}

/** Who else holds which element: a courtesy that keeps two people from changing the same thing at once. */
export interface ElementHolders {
  readonly held: ReadonlyMap<string, ElementHolder>;
  /** Hears what is chosen here. */
  readonly onChoose: (element: string | undefined) => void;
  /** Takes over what is chosen here. */
  readonly onTakeOver: () => void;
}

/** Words about elements that others hold. */
export const holderText = {
  heldBy: { zh: "{name}正在编辑这一项", en: "{name} is editing this" },
  heldRefused: {
    zh: "{name}正在编辑这一项；选中它可以接管",
    en: "{name} is editing this; choose it to take it over",
  },
  takeOver: { zh: "接管", en: "Take over" },
};

/** The name of who holds an element, at its edge. */
export function HolderTag({ holder }: { readonly holder: ElementHolder | undefined }) {
  if (!holder) return null;
  return (
    <span className="m-holder" style={{ background: holder.color }}>
      <LockOutlined aria-hidden /> {holder.name}
    </span>
  );
}

/** Says who else is at the chosen element, and lets it be taken over. */
export function HeldNotice({
  holder,
  onTakeOver,
}: {
  readonly holder: ElementHolder;
  readonly onTakeOver: (() => void) | undefined;
}) {
  const t = useText(holderText);
  return (
    <Alert
      type="warning"
      showIcon
      icon={<LockOutlined aria-hidden="true" />}
      style={{ marginBottom: 12 }}
      title={fillText(t.heldBy, { name: holder.name })}
      action={
        <Button size="small" onClick={onTakeOver}>
          {t.takeOver}
        </Button>
      }
    />
  );
}

/** The settings of a chosen element; while somebody else holds it, it is said and nothing in them can be changed. */
export function HeldSettings({
  element,
  holders,
  children,
}: {
  readonly element: string;
  readonly holders: ElementHolders | undefined;
  readonly children: ReactNode;
}) {
  const holder = holders?.held.get(element);
  if (!holder) return children;
  return (
    <>
      <HeldNotice holder={holder} onTakeOver={holders?.onTakeOver} />
      <div inert className="m-held">
        {children}
      </div>
    </>
  );
}

/** A part of a document that is told apart by its id. */
interface Part {
  readonly id: string;
}

/**
 * Whether parts may become others: not when somebody else holds one that would change or go, which is said. Where a part
 * stands is no matter of its content.
 */
export function useHeldParts<Whole extends Part>(
  before: readonly Whole[],
  holders: ElementHolders | undefined,
  contentOf: (part: Whole) => unknown = (part) => part,
): (after: readonly Whole[]) => boolean {
  const t = useText(holderText);
  const { message } = App.useApp();
  return (after) => {
    const touched = before.find((part) => {
      if (!holders?.held.has(part.id)) return false;
      const next = after.find(({ id }) => id === part.id);
      const written = (one: Whole) => canonicalJson(contentOf(one));
      return !next || (next !== part && written(next) !== written(part));
    });
    const holder = touched && holders?.held.get(touched.id);
    if (holder)
      void message.warning({ key: "held", content: fillText(t.heldRefused, { name: holder.name }) });
    return holder === undefined;
  };
}
