import { fillText } from "@mortise/kit";
import { allItems, type FormItem, type FormPageItem, type FormPagesItem } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { fieldsOn } from "../../model/layout/item-tree.ts";
import { useFormRuntime } from "./form-runtime.ts";
import { REVEAL } from "./reveal-field.ts";
import { rendererText } from "./text.ts";

interface FormPagesProps {
  readonly item: FormPagesItem;
  /** Draws what stands on a page. */
  readonly children: (items: readonly FormItem[]) => ReactNode;
}

/** Items one page at a time. A complaint on a page that is not seen brings that page forward. */
export function FormPages({ item, children }: FormPagesProps) {
  const { isReading } = useFormRuntime();
  const id = useId();
  const [chosen, choose] = useState<string>();
  const root = useRef<HTMLDivElement>(null);
  useReveal(root, choose);
  const current = item.items.find((page) => page.id === chosen) ?? item.items[0];
  if (!current) return null;
  // Whoever only reads may look at the steps in any order.
  const isSteps = item.look === "steps" && !isReading;
  const props = { id, pages: item.items, current, onChoose: choose };
  return (
    <div className="form-pages" ref={root}>
      {isSteps ? <StepHead {...props} /> : <TabList {...props} />}
      {item.items.map((page) => (
        <div
          key={page.id}
          id={`${id}-${page.id}-page`}
          className="form-page"
          data-page={page.id}
          hidden={page !== current}
          {...(isSteps ? { role: "group" } : { role: "tabpanel" })}
          aria-labelledby={`${id}-${page.id}`}
        >
          {children(page.items)}
        </div>
      ))}
      {isSteps ? <StepButtons {...props} /> : null}
    </div>
  );
}

/** Shows the page in which something is looked for, at once: the caller puts the cursor there. */
function useReveal(root: RefObject<HTMLElement | null>, choose: (page: string) => void): void {
  useEffect(() => {
    const element = root.current;
    const reveal = (event: Event) => {
      // Pages within pages: each set of pages looks for its own on the way up.
      const pages = event.composedPath().flatMap((place) => (place instanceof HTMLElement ? [place] : []));
      const page = pages.find(
        (place) => place.dataset["page"] !== undefined && place.parentElement === element,
      );
      const name = page?.dataset["page"];
      if (name !== undefined) flushSync(() => choose(name));
    };
    element?.addEventListener(REVEAL, reveal);
    return () => element?.removeEventListener(REVEAL, reveal);
  }, [root, choose]);
}

interface PageChoice {
  readonly id: string;
  readonly pages: readonly FormPageItem[];
  readonly current: FormPageItem;
  readonly onChoose: (page: string) => void;
}

function TabList({ id, pages, current, onChoose }: PageChoice) {
  const t = useText(rendererText);
  const localize = useLocalize();
  const wrongOn = useWrongFields();
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const next = pages[nextIndex(event.key, pages.indexOf(current), pages.length)];
    if (!next || next === current) return;
    event.preventDefault();
    onChoose(next.id);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div className="form-tabs" role="tablist" aria-label={t.pages} onKeyDown={move}>
      {pages.map((page) => {
        const wrong = wrongOn(page);
        return (
          <button
            key={page.id}
            id={`${id}-${page.id}`}
            type="button"
            role="tab"
            data-tab={page.id}
            aria-selected={page === current}
            aria-controls={`${id}-${page.id}-page`}
            tabIndex={page === current ? 0 : -1}
            onClick={() => onChoose(page.id)}
          >
            {localize(page.title)}
            {wrong > 0 ? (
              <span className="form-wrong" title={fillText(t.problems, { n: wrong })}>
                {wrong}
              </span>
            ) : null}
          </button>
        );
      })}
    </div>
  );
}

function nextIndex(key: string, index: number, count: number): number {
  if (key === "ArrowRight") return (index + 1) % count;
  if (key === "ArrowLeft") return (index + count - 1) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : index;
}

function useWrongFields(): (page: FormPageItem) => number {
  const { wrong } = useFormRuntime();
  return (page) =>
    allItems(page.items).filter((item) => item.type === "field" && wrong.has(item.field)).length;
}

/** Where one is; steps already gone through can be gone back to, the others are reached one by one. */
function StepHead({ id, pages, current, onChoose }: PageChoice) {
  const t = useText(rendererText);
  const localize = useLocalize();
  const wrongOn = useWrongFields();
  const at = pages.indexOf(current);
  return (
    <>
      <ol className="form-steps">
        {pages.map((page, index) => (
          <li
            key={page.id}
            aria-current={page === current ? "step" : undefined}
            data-done={index < at || undefined}
          >
            <button
              id={`${id}-${page.id}`}
              type="button"
              disabled={index > at}
              onClick={() => onChoose(page.id)}
            >
              <span className="form-step-number" data-wrong={wrongOn(page) > 0 || undefined}>
                {index + 1}
              </span>
              <span>{localize(page.title)}</span>
            </button>
          </li>
        ))}
      </ol>
      <p className="form-step-place" aria-live="polite">
        {fillText(t.stepOf, { n: at + 1, all: pages.length })}
        <b>{localize(current.title)}</b>
      </p>
    </>
  );
}

function StepButtons({ pages, current, onChoose }: PageChoice) {
  const t = useText(rendererText);
  const { check } = useFormRuntime();
  const at = pages.indexOf(current);
  const [before, after] = [pages[at - 1], pages[at + 1]];
  return (
    <div className="form-step-buttons">
      {before ? <Button onClick={() => onChoose(before.id)}>{t.back}</Button> : null}
      {after ? (
        <Button
          type="primary"
          ghost
          onClick={() => {
            if (check?.(fieldsOn(current.items)) !== false) onChoose(after.id);
          }}
        >
          {t.next}
        </Button>
      ) : null}
    </div>
  );
}
