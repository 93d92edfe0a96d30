/** Name of the event by which a hidden place of a form asks to be shown; it bubbles from the place. */
export const REVEAL = "form-reveal";

/** Brings a field of a form into view, also out of a folded section or another page, and puts the cursor into it. */
export function revealField(form: ParentNode, field: string): void {
  const place = form.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
  place?.dispatchEvent(new CustomEvent(REVEAL, { bubbles: true }));
  for (let section = place?.closest("details"); section; section = section.parentElement?.closest("details"))
    section.open = true;
  place?.scrollIntoView?.({ block: "center" });
  place?.querySelector<HTMLElement>("input, textarea, [tabindex]")?.focus({ preventScroll: true });
}
