import { DownOutlined, UpOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import { blockName } from "../../model/page/block-offers.ts";
import { phoneBlocks, stepOnPhone } from "../../model/page/page-edits.ts";
import { usePageDesigner } from "./page-designer-context.ts";
import { pageText } from "./text.ts";

/** The blocks of a tab in the order of the phone. */
export function PhoneOrder({ tab }: { readonly tab: string }) {
  const t = useText(pageText);
  const localize = useLocalize();
  const { page, catalog, run } = usePageDesigner();
  const blocks = phoneBlocks(page, tab);
  return (
    <section className="pd-phone" aria-label={t.phone}>
      <h3>{t.phone}</h3>
      <p>{t.phoneHint}</p>
      <ol>
        {blocks.map((block, index) => {
          const name = localize(blockName(catalog, page, block));
          return (
            <li key={block.id}>
              <span>{name}</span>
              <Button
                type="text"
                size="small"
                disabled={index === 0}
                icon={<UpOutlined aria-hidden="true" />}
                aria-label={fillText(t.phoneUp, { name })}
                onClick={() => run(stepOnPhone(page, tab, block.id, -1))}
              />
              <Button
                type="text"
                size="small"
                disabled={index === blocks.length - 1}
                icon={<DownOutlined aria-hidden="true" />}
                aria-label={fillText(t.phoneDown, { name })}
                onClick={() => run(stepOnPhone(page, tab, block.id, 1))}
              />
            </li>
          );
        })}
      </ol>
    </section>
  );
}
