import { type FunctionHelp, functionGroupName } from "@mortise/expression";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useFieldServices, useFieldText } from "../field-services.ts";
import { FunctionHelpCard } from "./function-help-card.tsx";
import { searchFunctions } from "./function-search.ts";
import { text } from "./text.ts";

/** Props of `FunctionBrowser`. */
export interface FunctionBrowserProps {
  readonly disabled: boolean;
  readonly onChoose: (help: FunctionHelp) => void;
}

/** A button that shows all functions by family, with search, help and example; choosing one writes it into the formula. */
export function FunctionBrowser({ disabled, onChoose }: FunctionBrowserProps) {
  const say = useFieldText();
  const [isOpen, setOpen] = useState(false);
  const choose = (help: FunctionHelp): void => {
    setOpen(false);
    onChoose(help);
  };
  return (
    <>
      <Button size="small" disabled={disabled} onClick={() => setOpen(true)}>
        {say(text.functions)}
      </Button>
      <Modal
        title={say(text.functions)}
        open={isOpen}
        footer={null}
        width={560}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <FunctionList onChoose={choose} />
      </Modal>
    </>
  );
}

function FunctionList({ onChoose }: { readonly onChoose: (help: FunctionHelp) => void }) {
  const { locale } = useFieldServices();
  const say = useFieldText();
  const [query, setQuery] = useState("");
  const groups = Map.groupBy(searchFunctions(query), ({ group }) => group);
  return (
    <div>
      <Input
        allowClear
        autoFocus
        value={query}
        placeholder={say(text.search)}
        onChange={({ target }) => setQuery(target.value)}
      />
      <div style={{ maxHeight: "60vh", overflowY: "auto", marginTop: 8 }}>
        {groups.size === 0 ? <div style={{ opacity: 0.6 }}>{say(text.noFunction)}</div> : null}
        {[...groups].map(([group, functions]) => (
          <section key={group}>
            <div style={{ fontWeight: 600, padding: "6px 0 2px" }}>{functionGroupName(group, locale)}</div>
            {functions.map((help) => (
              <Button
                key={help.id}
                type="text"
                block
                style={{
                  height: "auto",
                  textAlign: "start",
                  whiteSpace: "normal",
                  display: "block",
                  padding: 6,
                }}
                onClick={() => onChoose(help)}
              >
                <FunctionHelpCard help={help} />
              </Button>
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}
