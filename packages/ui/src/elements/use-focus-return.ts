import { useEffect } from "react";

/** So many places back the keyboard is remembered: a menu that opened a dialog is gone when the dialog closes. */
const REMEMBERED = 8;
const DIALOG = ".ant-modal-root, .ant-drawer";

/**
 * Gives the keyboard back to where it was when a dialog closes. Dialogs that stay in the page do so themselves; most of
 * ours are taken out of it, and the focus would fall to the top of the page.
 */
export function useFocusReturn(): void {
  useEffect(() => {
    const visited: HTMLElement[] = [];
    const cameFrom = new WeakMap<Node, readonly HTMLElement[]>();
    const note = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement) || visited.at(-1) === target) return;
      visited.push(target);
      if (visited.length > REMEMBERED) visited.shift();
    };
    const observer = new MutationObserver((changes) => {
      for (const node of changes.flatMap((change) => [...change.addedNodes])) {
        if (isDialog(node)) cameFrom.set(node, before(visited, node));
      }
      for (const node of changes.flatMap((change) => [...change.removedNodes])) {
        const places = cameFrom.get(node);
        if (places) giveBack(places);
      }
    });
    document.addEventListener("focusin", note);
    observer.observe(document.body, { childList: true });
    return () => {
      document.removeEventListener("focusin", note);
      observer.disconnect();
    };
  }, []);
}

function isDialog(node: Node): boolean {
  return node instanceof HTMLElement && (node.matches(DIALOG) || node.querySelector(DIALOG) !== null);
}

/** Where the keyboard was before the dialog took it. */
function before(visited: readonly HTMLElement[], dialog: Node): readonly HTMLElement[] {
  return visited.filter((element) => !dialog.contains(element));
}

function giveBack(places: readonly HTMLElement[]): void {
  const { activeElement } = document;
  // Somebody has it already: another dialog, or what the answer leads to.
  if (activeElement !== null && activeElement !== document.body) return;
  places.findLast((element) => element.isConnected)?.focus({ preventScroll: true });
}
