import { cellXmlText, detached } from "./xml-text.ts";
import { xmlTags } from "./xml-tags.ts";

/** The text of the plain, most frequent form `<t>…</t>`; `undefined` for any other. */
function plainText(xml: string): string | undefined {
  const third = xml.charCodeAt(2);
  if (!xml.startsWith("<t") || (third !== 62 && third !== 32)) return undefined;
  const start = xml.indexOf(">") + 1;
  const end = xml.indexOf("<", start);
  if (end !== xml.length - 4 || !xml.endsWith("</t>")) return undefined;
  return cellXmlText(xml.slice(start, end));
}

/** The text of a shared or inline string: its runs joined, reading aids (furigana) left out. */
export function richText(xml: string): string {
  const plain = plainText(xml);
  if (plain !== undefined) return detached(plain);
  let text = "";
  let phonetic = 0;
  for (const tag of xmlTags(xml)) {
    if (tag.name === "rPh" && tag.kind !== "empty") phonetic += tag.kind === "open" ? 1 : -1;
    if (tag.name !== "t" || tag.kind !== "open" || phonetic > 0) continue;
    let end = xml.indexOf("</", tag.end);
    if (end === -1) end = xml.length;
    const cdata = xml.indexOf("<![CDATA[", tag.end);
    // A text in CDATA may hold "</" itself.
    if (cdata !== -1 && cdata < end) end = xml.indexOf("</", xml.indexOf("]]>", cdata));
    text += cellXmlText(xml.slice(tag.end, end));
  }
  return detached(text);
}
