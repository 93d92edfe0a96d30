import { fillText } from "@mortise/kit";
import { Input } from "antd";
import { useState } from "react";
import { useFieldText } from "../react/field-services.ts";
import type { SettingControl } from "../react/setting-control.ts";
import { pathsOf, readTreeLines, treeLines, treeOf, treeSetting } from "./option-tree.ts";
import { text } from "./text.ts";

/** A tree of options as indented lines. */
export const OptionTreeControl: SettingControl = ({ value, onChange, disabled, id }) => {
  const say = useFieldText();
  const tree = treeOf({ id: "tree", type: "", name: { zh: "", en: "" }, settings: { tree: value ?? null } });
  const [draft, setDraft] = useState<string>();
  const paths = [...pathsOf(tree).values()];
  return (
    <div>
      <Input.TextArea
        id={id}
        value={draft ?? treeLines(tree)}
        autoSize={{ minRows: 4, maxRows: 16 }}
        placeholder={say(text.placeholder)}
        disabled={disabled ?? false}
        spellCheck={false}
        style={{ fontFamily: "ui-monospace, monospace", whiteSpace: "pre", overflowX: "auto" }}
        onChange={({ target }) => {
          setDraft(target.value);
          const next = readTreeLines(target.value, tree);
          onChange(next.length === 0 ? undefined : treeSetting(next));
        }}
        onBlur={() => setDraft(undefined)}
      />
      <div style={{ opacity: 0.6, fontSize: 12, marginTop: 2 }}>
        {fillText(say(text.count), {
          count: String(paths.length),
          levels: String(Math.max(0, ...paths.map((path) => path.length))),
        })}
      </div>
    </div>
  );
};
