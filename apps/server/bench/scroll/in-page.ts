/**
 * What runs inside the page. Frames are timed by the browser's own calls before each frame; a row counts as shown when
 * no cell in sight waits for its value.
 */
export const IN_PAGE = `window.__scroll = (() => {
  const grid = () => document.querySelector("[role=grid]");
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const waits = () => {
    const loading = [...grid().querySelectorAll(".m-grid-loading")];
    if (loading.length === 0) return false; // measuring boxes would cost every frame a layout
    const box = grid().getBoundingClientRect();
    return loading.some((cell) => {
      const at = cell.closest("[role=row]").getBoundingClientRect();
      return at.bottom > box.top + 36 && at.top < box.bottom;
    });
  };
  const firstShown = () => {
    const box = grid().getBoundingClientRect();
    const rows = [...grid().querySelectorAll(".m-grid-body [role=row]")];
    const top = rows.find((row) => row.getBoundingClientRect().bottom > box.top + 36);
    return top ? Number(top.getAttribute("aria-rowindex")) - 1 : 0;
  };
  return {
    shown: () => Boolean(grid()) && grid().querySelector(".m-grid-body [role=row]") !== null && !waits(),
    count: () => Number(grid().getAttribute("aria-rowcount")) - 1,
    firstShown,
    /** Puts the scroll bar somewhere and waits until the rows there are shown. */
    async jump(part) {
      const start = performance.now();
      grid().scrollTop = part * grid().scrollHeight;
      await frame();
      await frame();
      while (waits()) await frame();
      return { ms: performance.now() - start, row: firstShown() };
    },
    /** Records each frame until \`stop\`: how long it took, and whether rows in sight were missing. */
    record() {
      const frames = [];
      let missing = 0;
      let last = performance.now();
      let on = true;
      const tick = () => {
        const now = performance.now();
        frames.push(now - last);
        last = now;
        if (waits()) missing += 1;
        if (on) requestAnimationFrame(tick);
      };
      requestAnimationFrame(() => {
        last = performance.now();
        requestAnimationFrame(tick);
      });
      return { stop: () => ((on = false), { frames, missing }) };
    },
    /** Drags the scroll bar from the top to a place, evenly, in so many milliseconds. */
    async drag(part, duration) {
      const recording = this.record();
      const start = performance.now();
      const height = grid().scrollHeight;
      for (let done = 0; done < 1; ) {
        await frame();
        done = Math.min(1, (performance.now() - start) / duration);
        grid().scrollTop = part * height * done;
      }
      const result = recording.stop();
      const landed = await this.jump(part);
      return { ...result, ms: landed.ms, row: landed.row };
    },
  };
})()`;
