/** Measures in the page: from a key press to the first moment after the frame that shows what it did. */
export const IN_PAGE = `(() => {
  const times = [];
  addEventListener("keydown", (event) => {
    const began = event.timeStamp;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => times.push(performance.now() - began);
      port2.postMessage(0);
    });
  }, true);
  const frames = { list: [], on: false };
  const tick = (now) => {
    if (frames.on) { frames.list.push(now); requestAnimationFrame(tick); }
  };
  globalThis.__keys = {
    take: () => times.splice(0),
    startFrames: () => { frames.list = []; frames.on = true; requestAnimationFrame(tick); },
    takeFrames: () => { frames.on = false; return frames.list.slice(1).map((at, i) => at - frames.list[i]); },
  };
})()`;
