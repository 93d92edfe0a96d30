import {
  BoldOutlined,
  ItalicOutlined,
  LinkOutlined,
  OrderedListOutlined,
  RedoOutlined,
  StrikethroughOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons";
import { type Editor, EditorContent, useEditor, useEditorState } from "@tiptap/react";
import { StarterKit } from "@tiptap/starter-kit";
import { Button, Input, Popover } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useFieldText } from "../react/field-services.ts";
import type { FieldEditorProps } from "../react/field-view.ts";
import { sanitizeRichText } from "./sanitize.ts";
import { text } from "./text.ts";
import "./rich-text.css";

function htmlOf(value: unknown): string {
  return typeof value === "string" ? sanitizeRichText(value) : "";
}

/** The editor itself; fetched when a form first shows one. */
export function RichEditor(props: FieldEditorProps) {
  const { value, onChange, onBlur, disabled = false, error, id } = props;
  const editor = useEditor({
    // Made once the page has it: one that is made earlier is thrown away where the page takes its time.
    immediatelyRender: false,
    extensions: [StarterKit.configure({ heading: { levels: [1, 2, 3] }, link: { openOnClick: false } })],
    content: htmlOf(value),
    editable: !disabled,
    autofocus: props.autoFocus === true,
    editorProps: {
      attributes: {
        class: "rich-text rich-text-input",
        role: "textbox",
        "aria-multiline": "true",
        ...(id === undefined ? {} : { id }),
      },
    },
    onUpdate: ({ editor: current }) => onChange(current.isEmpty ? null : current.getHTML()),
    onBlur: () => onBlur?.(),
  });
  useEffect(() => {
    // A value from outside (reset, undo) replaces what stands there; what was typed here is the value already.
    if (editor && !editor.isFocused && htmlOf(value) !== htmlOf(editor.isEmpty ? "" : editor.getHTML()))
      editor.commands.setContent(htmlOf(value), { emitUpdate: false });
  }, [editor, value]);
  return (
    <div className={error ? "rich-text-frame rich-text-wrong" : "rich-text-frame"}>
      {disabled || !editor ? null : <Tools editor={editor} />}
      <EditorContent editor={editor} />
    </div>
  );
}

function Tools({ editor }: { readonly editor: Editor }) {
  const say = useFieldText();
  const on = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      bold: current.isActive("bold"),
      italic: current.isActive("italic"),
      strike: current.isActive("strike"),
      heading: current.isActive("heading"),
      bullets: current.isActive("bulletList"),
      numbers: current.isActive("orderedList"),
      quote: current.isActive("blockquote"),
      undo: current.can().undo(),
      redo: current.can().redo(),
    }),
  });
  const run = () => editor.chain().focus();
  return (
    <div className="rich-text-tools" role="toolbar" aria-label={say(text.tools)}>
      <Tool
        label={say(text.bold)}
        isOn={on.bold}
        icon={<BoldOutlined />}
        act={() => run().toggleBold().run()}
      />
      <Tool
        label={say(text.italic)}
        isOn={on.italic}
        icon={<ItalicOutlined />}
        act={() => run().toggleItalic().run()}
      />
      <Tool
        label={say(text.strike)}
        isOn={on.strike}
        icon={<StrikethroughOutlined />}
        act={() => run().toggleStrike().run()}
      />
      <Tool
        label={say(text.heading)}
        isOn={on.heading}
        icon={<b>H</b>}
        act={() => run().toggleHeading({ level: 2 }).run()}
      />
      <Tool
        label={say(text.bullets)}
        isOn={on.bullets}
        icon={<UnorderedListOutlined />}
        act={() => run().toggleBulletList().run()}
      />
      <Tool
        label={say(text.numbers)}
        isOn={on.numbers}
        icon={<OrderedListOutlined />}
        act={() => run().toggleOrderedList().run()}
      />
      <Tool
        label={say(text.quote)}
        isOn={on.quote}
        icon={<b>”</b>}
        act={() => run().toggleBlockquote().run()}
      />
      <LinkTool editor={editor} />
      <Tool label={say(text.undo)} isOff={!on.undo} icon={<UndoOutlined />} act={() => run().undo().run()} />
      <Tool label={say(text.redo)} isOff={!on.redo} icon={<RedoOutlined />} act={() => run().redo().run()} />
    </div>
  );
}

interface ToolProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly isOn?: boolean;
  readonly isOff?: boolean;
  readonly act?: () => void;
}

function Tool({ label, icon, isOn = false, isOff = false, act }: ToolProps) {
  return (
    <Button
      type={isOn ? "primary" : "text"}
      ghost={isOn}
      size="small"
      icon={icon}
      title={label}
      aria-label={label}
      aria-pressed={isOn}
      disabled={isOff}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => act?.()}
    />
  );
}

function LinkTool({ editor }: { readonly editor: Editor }) {
  const say = useFieldText();
  const [isOpen, setOpen] = useState(false);
  const [address, setAddress] = useState("");
  const open = (next: boolean): void => {
    // The attribute of a link is its address, or nothing.
    if (next) setAddress((editor.getAttributes("link")["href"] as string | undefined) ?? "");
    setOpen(next);
  };
  const apply = (): void => {
    const typed = address.trim();
    const href = typed === "" || /^[a-z]+:/i.test(typed) ? typed : `https://${typed}`;
    const chain = editor.chain().focus().extendMarkRange("link");
    if (href === "") chain.unsetLink().run();
    else chain.setLink({ href }).run();
    setOpen(false);
  };
  return (
    <Popover
      open={isOpen}
      trigger="click"
      onOpenChange={open}
      content={
        <div style={{ display: "flex", gap: 6 }}>
          <Input
            autoFocus
            value={address}
            aria-label={say(text.linkAsk)}
            placeholder={say(text.linkAsk)}
            style={{ width: 260 }}
            onChange={({ target }) => setAddress(target.value)}
            onPressEnter={(event) => {
              event.preventDefault();
              apply();
            }}
          />
          <Button type="primary" onClick={apply}>
            {say(text.ok)}
          </Button>
        </div>
      }
    >
      <Button
        type="text"
        size="small"
        icon={<LinkOutlined />}
        title={say(text.link)}
        aria-label={say(text.link)}
      />
    </Popover>
  );
}
