/** A day that a form offers is the one where the person is, which may not be the server's. */

import { all } from "./dom.js";

const now = new Date();
const today = [
  String(now.getFullYear()),
  String(now.getMonth() + 1).padStart(2, "0"),
  String(now.getDate()).padStart(2, "0"),
].join("-");

for (const field of all("input[data-today]", HTMLInputElement)) {
  // What a person typed before a reload stays.
  if (field.value === field.defaultValue) field.value = today;
}
