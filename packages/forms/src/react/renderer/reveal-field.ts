/** Brings a field of a form into view, also out of a folded section, and puts the cursor into it. */
export function revealField(form: ParentNode, field: string): void {
  const place = form.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
  const section = place?.closest("details");
  if (section) section.open = true;
  place?.scrollIntoView?.({ block: "center" });
  place?.querySelector<HTMLElement>("input, textarea, [tabindex]")?.focus({ preventScroll: true });
}
