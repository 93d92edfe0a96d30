import { solve } from "./solve.ts";

// One challenge per worker: it is ended by whoever started it.
self.onmessage = ({ data }: MessageEvent<Parameters<typeof solve>[0]>) => {
  void solve(data).then((proof) => self.postMessage(proof));
};
