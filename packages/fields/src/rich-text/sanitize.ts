import sanitizeHtml from "sanitize-html";

/** Where a link may lead. */
const ADDRESS = /^(?:https?|mailto|tel):/i;
const BLOCK = /^<(?:p|h[1-3]|ul|ol|pre|blockquote|hr)\b/;

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: [
    "p",
    "br",
    "strong",
    "em",
    "u",
    "s",
    "code",
    "pre",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "a",
    "hr",
  ],
  allowedAttributes: { a: ["href", "target", "rel"], ol: ["start"] },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowProtocolRelative: false,
  disallowedTagsMode: "discard",
  // What is pasted from elsewhere keeps its looks under the names that are allowed.
  transformTags: {
    b: "strong",
    i: "em",
    del: "s",
    strike: "s",
    div: "p",
    h4: "h3",
    h5: "h3",
    h6: "h3",
    a: (_tag, { href = "" }) => ({
      tagName: "a",
      attribs: ADDRESS.test(href) ? { href, target: "_blank", rel: "noopener noreferrer nofollow" } : {},
    }),
  },
  nestingLimit: 30,
};

/** HTML of which only harmless structure is left: no scripts, styles, pictures, frames or events. */
export function sanitizeRichText(html: string): string {
  const clean = sanitizeHtml(html, OPTIONS).trim();
  return clean === "" || BLOCK.test(clean) ? clean : `<p>${clean}</p>`;
}

/** What the HTML says without how it looks: a line for each block, list items with a dash. */
export function plainText(html: string): string {
  const marked = html
    .replace(/<li[^>]*>\s*(?:<p>)?/gi, "\n- ")
    .replace(/<(?:br|hr)\s*\/?>/gi, "\n")
    .replace(/<\/(?:p|h[1-6]|pre|blockquote|ul|ol|div)>/gi, "\n");
  const bare = sanitizeHtml(marked, { allowedTags: [], allowedAttributes: {} });
  return decodeEntities(bare)
    .replace(/[ \t\u00a0]+/g, " ")
    .replace(/ *\n */g, "\n")
    .replace(/\n{2,}/g, "\n")
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };

/** The sanitizer writes these few only. */
function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|nbsp);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

/** Plain text as paragraphs. */
export function paragraphs(text: string): string {
  const escape = (line: string): string =>
    line.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => `<p>${escape(line)}</p>`)
    .join("");
}
