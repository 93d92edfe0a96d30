import { connect } from "node:net";
import type { Client } from "pg";

/** What a request for cancelling begins with, by the protocol of PostgreSQL. */
const CANCEL_CODE = 80_877_102;
const MESSAGE_BYTES = 16;
/** A server that does not even take the request for so long is not waited for. */
const PATIENCE_MS = 5_000;

/** What the driver keeps of the server's process, without telling in its types. */
interface ServerProcess {
  readonly processID: number | null;
  readonly secretKey: number | null;
}

/**
 * Asks the server to end the statement that runs on a connection, and settles when the server has heard it: a statement
 * sent on the connection after that is not meant any more. It takes no connection of the pool, which may have none left.
 * As libpq does, it is asked without TLS, which the server takes on every address; it learns nothing but the key.
 */
export function cancelStatement(client: Client): Promise<void> {
  const { processID, secretKey } = client as unknown as ServerProcess; // set once the connection stands
  const message = Buffer.alloc(MESSAGE_BYTES);
  message.writeInt32BE(MESSAGE_BYTES, 0);
  message.writeInt32BE(CANCEL_CODE, 4);
  message.writeInt32BE(processID ?? 0, 8);
  message.writeInt32BE(secretKey ?? 0, 12);
  const { host, port } = client;
  const address = host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
  return new Promise((resolve) => {
    const socket = connect(address, () => socket.end(message));
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on("error", () => undefined);
    // The server closes when it has told the process that runs the statement.
    socket.on("close", () => resolve());
    socket.resume();
  });
}
