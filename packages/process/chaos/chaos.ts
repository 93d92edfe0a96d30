// Interrupts live flows without a word and counts what that did: `pnpm chaos [--rounds 100] [--flows 10000] [--kill worker,database]`.
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { seededNumbers } from "@mortise/kit";
import { openChaos } from "./open-chaos.ts";
import { playRound, type RoundResult } from "./play-round.ts";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "100" },
    flows: { type: "string", default: "10000" },
    kill: { type: "string", default: "worker,database" },
    kills: { type: "string", default: "5" },
    workers: { type: "string", default: "3" },
    seed: { type: "string", default: "1" },
    minutes: { type: "string", default: "1000" },
  },
});

const until = Date.now() + Number(options.minutes) * 60_000;
const total = { rounds: 0, flows: 0, kills: 0, lost: 0, doubled: 0, stuck: 0, unfinished: 0, unfair: 0 };
for (const kill of options.kill.split(",")) await playRounds(kill);
process.stdout.write(`\n${JSON.stringify(total)}\n`);
process.exit(total.lost + total.doubled + total.stuck + total.unfinished + total.unfair > 0 ? 1 : 0);

async function playRounds(kill: string): Promise<void> {
  const chaos = await openChaos(Number(options.workers));
  const random = seededNumbers(Number(options.seed));
  try {
    for (let round = 1; round <= Number(options.rounds) && Date.now() < until; round += 1) {
      const result = await playRound({
        store: chaos.store,
        crew: chaos.crew,
        name: `${kill}-${round}`,
        flows: Number(options.flows),
        random,
        kill: kill === "database" ? () => chaos.crashDatabase() : "worker",
        kills: Number(options.kills),
      });
      show(kill, round, result);
    }
  } finally {
    await chaos.stop();
  }
}

function show(kill: string, round: number, result: RoundResult): void {
  const { flows, kills, lost, doubled, stuck, unfinished, spread, seconds, settledSeconds } = result;
  total.rounds += 1;
  total.flows += flows;
  total.kills += kills;
  total.lost += lost;
  total.doubled += doubled;
  total.stuck += stuck;
  total.unfinished += unfinished;
  total.unfair += spread > 1 ? 1 : 0;
  const load = loadavg()[0]?.toFixed(1);
  process.stdout.write(
    `${kill} ${round}: ${flows} flows, ${kills} kills, lost ${lost}, doubled ${doubled}, stuck ${stuck}, unfinished ${unfinished}, ` +
      `turns apart ${spread}; ${seconds.toFixed(1)} s, all ended ${settledSeconds.toFixed(1)} s after the last kill, load ${load}\n`,
  );
}
