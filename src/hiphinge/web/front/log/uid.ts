/** Names made up on this phone. `crypto.randomUUID` is missing without TLS, this is not. */

/** A name that nothing else has: 128 random bits in 22 signs that may stand in an address. */
export function newUid(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** A short name of a place in one session; later ones come later in the order of letters. */
export function newPlace(at_ms: number): string {
  const random = crypto.getRandomValues(new Uint16Array(1))[0] ?? 0;
  return at_ms.toString(36).padStart(9, "0") + (random % 1296).toString(36).padStart(2, "0");
}
