/** A piece's photographs, full-screen: arrows and a finger turn, Escape closes, a press looks closer. */

import { say } from '../words/say.ts';

/** A finger that moves less far across, in CSS pixels, wanted something else. */
const shortestSwipe = 40;

const dialog = document.querySelector<HTMLDialogElement>('[data-zoom-dialog]');
const stage = dialog?.querySelector<HTMLElement>('[data-stage]');
let opened: HTMLAnchorElement | undefined;

if (dialog && stage) {
  dialog.addEventListener('click', (event) => act(dialog, stage, event));
  dialog.addEventListener('keydown', (event) => {
    const isCloser = stage.hasAttribute('data-near');
    // Looking closer, the arrows move over the photograph.
    if (isCloser || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    turn(dialog, stage, stepTo(dialog, event.key === 'ArrowRight' ? 'right' : 'left'));
  });
  listenToFinger(dialog, stage);
  // Focus goes back to the photograph that was seen last, not to the one that was opened first.
  dialog.addEventListener('close', () => opened?.focus());
}

/** Shows the link's photograph; the others of the variant are a turn away. */
export function openGallery(link: HTMLAnchorElement): void {
  if (!dialog || !stage) return;
  for (const button of dialog.querySelectorAll<HTMLElement>('[data-turn]')) button.hidden = links().length < 2;
  show(dialog, stage, link);
  dialog.showModal();
}

/** A finger draws the photograph aside. Looking closer, it moves over the photograph, and two fingers never turn. */
function listenToFinger(dialog: HTMLDialogElement, stage: HTMLElement): void {
  let start: PointerEvent | undefined;
  stage.addEventListener('pointerdown', (event) => {
    start = event.isPrimary && event.pointerType === 'touch' ? event : undefined;
  });
  stage.addEventListener('pointerup', (event) => {
    if (!start || stage.hasAttribute('data-near')) return;
    const across = event.clientX - start.clientX;
    const down = event.clientY - start.clientY;
    start = undefined;
    if (Math.abs(across) < Math.max(shortestSwipe, 2 * Math.abs(down))) return;
    turn(dialog, stage, stepTo(dialog, across < 0 ? 'right' : 'left'));
  });
}

/** What lies to the right comes next, and before where one reads from right to left. */
function stepTo(dialog: HTMLDialogElement, side: 'left' | 'right'): 1 | -1 {
  return (side === 'right') === (getComputedStyle(dialog).direction !== 'rtl') ? 1 : -1;
}

/** Those of the chosen variant. */
function links(): readonly HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>('[data-shows]:not([data-other]) [data-zoom]')];
}

function act(dialog: HTMLDialogElement, stage: HTMLElement, event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  const step = target?.closest<HTMLElement>('[data-turn]')?.dataset['turn'];
  if (step) turn(dialog, stage, Number(step));
  else if (target?.closest('[data-closer]') || target instanceof HTMLImageElement) lookCloser(dialog, stage, event);
  else dialog.close();
}

function turn(dialog: HTMLDialogElement, stage: HTMLElement, step: number): void {
  const all = links();
  const place = opened ? all.indexOf(opened) : 0;
  const next = all.at((place + step) % all.length);
  if (next) show(dialog, stage, next);
}

/** The picture is taken from the page, so what the browser has of it is used again. */
function show(dialog: HTMLDialogElement, stage: HTMLElement, link: HTMLAnchorElement): void {
  const picture = link.querySelector('picture')?.cloneNode(true);
  if (!(picture instanceof HTMLElement)) return;
  for (const part of picture.querySelectorAll('source, img')) {
    part.setAttribute('sizes', '100vh');
    part.removeAttribute('loading');
  }
  opened = link;
  setNear(dialog, stage, false);
  stage.replaceChildren(picture);
  const all = links();
  const place = dialog.querySelector('[data-place]');
  if (place) place.textContent = say`Photograph ${all.indexOf(link) + 1} of ${all.length}`;
}

/** Twice as large, with the point that was pressed in the middle. */
function lookCloser(dialog: HTMLDialogElement, stage: HTMLElement, event: MouseEvent): void {
  const image = stage.querySelector('img');
  if (!image) return;
  const box = image.getBoundingClientRect();
  const isOnImage = event.target === image;
  const across = isOnImage ? (event.clientX - box.left) / box.width : 0.5;
  const down = isOnImage ? (event.clientY - box.top) / box.height : 0.5;
  setNear(dialog, stage, !stage.hasAttribute('data-near'));
  stage.scrollTo({
    left: across * stage.scrollWidth - stage.clientWidth / 2,
    top: down * stage.scrollHeight - stage.clientHeight / 2,
    behavior: 'instant',
  });
}

function setNear(dialog: HTMLDialogElement, stage: HTMLElement, isNear: boolean): void {
  stage.toggleAttribute('data-near', isNear);
  // Only what scrolls is a stop for the keyboard.
  if (isNear) stage.tabIndex = 0;
  else stage.removeAttribute('tabindex');
  dialog.querySelector('[data-closer]')?.setAttribute('aria-pressed', String(isNear));
}
