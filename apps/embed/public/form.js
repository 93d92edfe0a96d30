// Puts a public form where this script stands: <script async src="…/embed/form.js" data-form="the-slug"></script>
// The frame is as high as the form. Parameters of the page's address (utm_source …) go along, as do the page itself and the
// one before; fragments do not.
(() => {
  const scripts = document.querySelectorAll("script[data-form]:not([data-shown])");
  for (const script of scripts) {
    script.dataset.shown = "";
    const address = new URL(`/f/${encodeURIComponent(script.dataset.form)}`, script.src);
    for (const [name, value] of new URLSearchParams(location.search))
      address.searchParams.append(name, value);
    address.searchParams.append("@page", location.origin + location.pathname);
    if (document.referrer) address.searchParams.append("@referrer", document.referrer.slice(0, 500));
    if (script.dataset.lang) address.searchParams.set("lang", script.dataset.lang);
    const frame = document.createElement("iframe");
    frame.src = address.href;
    frame.title = script.dataset.title || "Form";
    frame.loading = "lazy";
    frame.style.cssText = "width:100%;border:0;display:block;min-height:320px";
    window.addEventListener("message", ({ origin, source, data }) => {
      if (origin !== address.origin || source !== frame.contentWindow) return;
      if (data?.type !== "mortise-form-height" || !Number.isFinite(data.height)) return;
      frame.style.height = `${Math.min(Math.max(data.height, 0), 20_000)}px`;
    });
    script.after(frame);
  }
})();
