/** Get and make elements with their types known: what is not there is an error with its name. */

/** A class of elements, such as HTMLButtonElement. */
export type Kind<E extends Element> = abstract new () => E;

/** The element with this id. @throws Error where there is none, or one of another kind */
export function byId<E extends Element>(id: string, kind: Kind<E>): E {
  return checked(document.getElementById(id), kind, `#${id}`);
}

/** The first element that a selector finds. @throws Error where there is none of this kind */
export function first<E extends Element>(
  selector: string,
  kind: Kind<E>,
  within: ParentNode = document,
): E {
  return checked(within.querySelector(selector), kind, selector);
}

/** All elements that a selector finds, maybe none. @throws Error where one is of another kind */
export function all<E extends Element>(
  selector: string,
  kind: Kind<E>,
  within: ParentNode = document,
): E[] {
  return Array.from(within.querySelectorAll(selector), (found) => checked(found, kind, selector));
}

/** A new element with its attributes (true: set, false: left out) and what is inside. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | boolean>> = {},
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...inside);
  return made;
}

function checked<E extends Element>(found: Element | null, kind: Kind<E>, name: string): E {
  if (found instanceof kind) return found;
  const met = found === null ? "nothing" : `<${found.localName}>`;
  throw new Error(`The page should have a ${kind.name} at ${name}, but has ${met} there.`);
}
