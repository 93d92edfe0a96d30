import { type EntityDocument, type FormDocument, MAIN_LINK } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Flex } from "antd";
import { useState } from "react";
import { designerText } from "../designer/text.ts";
import { CopyLine } from "./copy-line.tsx";
import { PosterDialog } from "./poster-dialog.tsx";
import { PrefillDialog } from "./prefill-dialog.tsx";
import { QrCode } from "./qr-code.tsx";
import { publicFormText } from "./text.ts";

interface PublicShareProps {
  readonly app: string | undefined;
  readonly document: FormDocument;
  readonly entity: EntityDocument;
  readonly link: string;
  readonly slug: string;
}

/** The ways to a public form by one of its links: address, QR code, poster, code for web pages, and addresses that fill it in. */
export function PublicShare({ app, document, entity, link, slug }: PublicShareProps) {
  const t = useText(designerText);
  const p = useText(publicFormText);
  const localize = useLocalize();
  const [opened, open] = useState<"prefill" | "poster">();
  const address = `${window.location.origin}/f/${slug}`;
  const name = document.public?.links?.find(({ id }) => id === link)?.name;
  return (
    <>
      <CopyLine label={t.link} value={address} />
      <Flex gap={8} wrap style={{ marginBottom: 16 }}>
        {app === undefined ? null : <Button onClick={() => open("prefill")}>{p.prefill}</Button>}
        <Button onClick={() => open("poster")}>{p.poster}</Button>
      </Flex>
      <QrCode address={address} />
      <CopyLine label={t.snippet} value={snippet(address)} />
      <CopyLine label={t.scriptSnippet} value={scriptSnippet(slug)} />
      {opened === "prefill" && app !== undefined ? (
        <PrefillDialog
          app={app}
          document={document}
          entity={entity}
          link={link}
          address={address}
          onClose={() => open(undefined)}
        />
      ) : null}
      {opened === "poster" ? (
        <PosterDialog
          address={address}
          start={{
            title: localize(document.name),
            subtitle: link === MAIN_LINK || !name ? "" : localize(name),
            color: entity.color,
          }}
          onClose={() => open(undefined)}
        />
      ) : null}
    </>
  );
}

function snippet(address: string): string {
  return `<iframe src="${address}" style="width:100%;border:0;min-height:560px" title="form"></iframe>`;
}

/** Code that puts the form on a page with the height it needs, and hands parameters of the page's address on. */
function scriptSnippet(slug: string): string {
  return `<script async src="${window.location.origin}/embed/form.js" data-form="${slug}"></script>`;
}
