import {
  BranchesOutlined,
  DiffOutlined,
  EyeOutlined,
  GlobalOutlined,
  QuestionCircleOutlined,
  RedoOutlined,
  SnippetsOutlined,
  UndoOutlined,
} from "@ant-design/icons";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Popover } from "antd";
import { designerText } from "./text.ts";
import type { FormEditor } from "./use-form-editing.ts";

interface DesignerToolbarProps {
  readonly editor: FormEditor;
  readonly onOpen: (what: "preview" | "public" | "rules" | "paste") => void;
  readonly canPaste: boolean;
  /** Whether differences are marked; undefined when there is nothing to compare with. */
  readonly compared: boolean | undefined;
  readonly onCompare: (on: boolean) => void;
  /** How many rules the entity has; undefined when they cannot be changed here. */
  readonly rules: number | undefined;
  readonly isPublic: boolean;
}

/** Undo and redo that say what they would do, preview, and the settings for visitors. */
export function DesignerToolbar(props: DesignerToolbarProps) {
  const { editor, onOpen, isPublic, rules, canPaste, compared, onCompare } = props;
  const t = useText(designerText);
  const localize = useLocalize();
  const last = localize(editor.past.at(-1)?.label);
  const next = localize(editor.future[0]?.label);
  return (
    <div className="fd-toolbar" role="toolbar">
      <Button
        icon={<UndoOutlined />}
        disabled={last === ""}
        title={last ? `${t.undo}: ${last}` : t.undo}
        aria-label={t.undo}
        onClick={editor.undo}
      >
        {last ? `${t.undo}: ${last}` : null}
      </Button>
      <Button
        icon={<RedoOutlined />}
        disabled={next === ""}
        title={next ? `${t.redo}: ${next}` : t.redo}
        aria-label={t.redo}
        onClick={editor.redo}
      />
      {canPaste ? (
        <Button icon={<SnippetsOutlined aria-hidden />} onClick={() => onOpen("paste")}>
          {t.pasteFields}
        </Button>
      ) : null}
      <span style={{ flex: 1 }} />
      <Popover content={<div className="fd-shortcuts">{t.shortcutsList}</div>} trigger="click">
        <Button type="text" icon={<QuestionCircleOutlined />} aria-label={t.shortcuts} title={t.shortcuts} />
      </Popover>
      {compared === undefined ? null : (
        <Button
          icon={<DiffOutlined aria-hidden />}
          type={compared ? "primary" : "default"}
          ghost={compared}
          title={t.compareHint}
          aria-pressed={compared}
          onClick={() => onCompare(!compared)}
        >
          {t.compare}
        </Button>
      )}
      {rules === undefined ? null : (
        <Button icon={<BranchesOutlined aria-hidden />} onClick={() => onOpen("rules")}>
          {rules === 0 ? t.rules : `${t.rules} (${rules})`}
        </Button>
      )}
      <Button icon={<EyeOutlined aria-hidden />} onClick={() => onOpen("preview")}>
        {t.preview}
      </Button>
      <Button
        icon={<GlobalOutlined aria-hidden />}
        type={isPublic ? "primary" : "default"}
        ghost={isPublic}
        onClick={() => onOpen("public")}
      >
        {t.publicForm}
      </Button>
    </div>
  );
}
