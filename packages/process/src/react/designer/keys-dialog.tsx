import { useText } from "@mortise/ui";
import { Modal } from "antd";
import { keysText } from "./keys-text.ts";

const KEYS: readonly (readonly [string, keyof typeof keysText])[] = [
  ["↑ ↓ ← →", "walk"],
  ["Enter", "settings"],
  ["/", "add"],
  ["Alt ↑ ↓", "move"],
  ["Shift + 🖱", "more"],
  ["Ctrl A", "all"],
  ["Ctrl C / X / V", "clipboard"],
  ["Ctrl D", "duplicate"],
  ["Delete", "remove"],
  ["Ctrl Z / Ctrl Shift Z", "history"],
  ["Ctrl F", "find"],
  ["1", "fit"],
  ["Home", "first"],
  ["Esc", "back"],
  ["?", "keys"],
];

/** What the keys of the designer do. */
export function KeysDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useText(keysText);
  return (
    <Modal open={isOpen} title={t.title} footer={null} destroyOnHidden onCancel={onClose}>
      <dl className="flow-keys">
        {KEYS.map(([key, what]) => (
          <div key={what}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t[what]}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
