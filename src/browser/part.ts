/**
 * The parts of a page that a script fills, named by `data-part`. A page without a
 * part that its script needs is a mistake of ours and throws.
 */
export function part<Kind extends HTMLElement>(
  root: ParentNode,
  name: string,
  kind: abstract new (...never: never[]) => Kind,
): Kind {
  const found = root.querySelector(`[data-part="${name}"]`);
  if (!(found instanceof kind)) throw new Error(`No ${kind.name} named ${name}.`);
  return found;
}

/** A copy of the one element inside `<template data-part="name">`. */
export function copyOf(root: ParentNode, name: string): HTMLElement {
  const copy = part(root, name, HTMLTemplateElement).content.firstElementChild?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) throw new Error(`No element in ${name}.`);
  return copy;
}

/** Writes text only where it differs, so that a live region says what changed and nothing else. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Makes the children of `list` follow `keys`: elements that stay are kept, so that
 * focus stays in them; new ones are made; the rest go.
 */
export function follow(list: HTMLElement, keys: readonly string[], make: (key: string) => HTMLElement): HTMLElement[] {
  const present = new Map<string, HTMLElement>();
  for (const child of list.children) {
    if (child instanceof HTMLElement && child.dataset.key) present.set(child.dataset.key, child);
  }
  const wanted = keys.map((key) => {
    const element = present.get(key) ?? make(key);
    element.dataset.key = key;
    return element;
  });
  for (const [key, element] of present) if (!keys.includes(key)) element.remove();
  wanted.forEach((element, place) => {
    // Moving an element that is in its place already would take the focus out of it.
    if (list.children[place] !== element) list.insertBefore(element, list.children[place] ?? null);
  });
  return wanted;
}
