/** What only one page of this browser does at a time. */

/**
 * Do something while no other page of ours does what has the same name; `waits` is told where one
 * does. Browsers have such locks only where the connection is encrypted or local: elsewhere what is
 * done twice has to be the same as done once, and this only spares the network.
 */
export async function alone(
  name: string,
  what: () => Promise<void>,
  waits: () => void,
): Promise<void> {
  if (!("locks" in navigator)) {
    await what();
    return;
  }
  const got = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await what();
    return lock !== null;
  });
  if (got) return;
  waits();
  await navigator.locks.request(name, what);
}
