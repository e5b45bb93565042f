/**
 * The bag page. Storage holds the bag; this page draws it, whoever changed it: this
 * tab, another one, or the way back from the payment page.
 */
import type { Problem } from '../api/answers.ts';
import { type Bag, maxGiftMessageLength } from '../bag/bag.ts';
import { choose, countPieces, removeBought, withCheckout, withoutCheckout } from '../bag/change-bag.ts';
import { fitGiftMessage } from '../bag/read-bag.ts';
import { deliveryPriceMinor } from '../catalog/delivery-price.ts';
import { formatMoney } from '../catalog/money.ts';
import { paths } from '../paths.ts';
import { plural, say } from '../words/say.ts';
import { changeBag, onBagChange, readBag } from './bag.ts';
import { chosenDelivery, drawDelivery, listenToDelivery } from './bag-delivery.ts';
import { faultOf, forgetHeld, itemOf, learnCheckout, learnItems, learnLeft, learnStock } from './bag-knowledge.ts';
import { drawLines } from './bag-lines.ts';
import { onCurrencyChange, readCurrency } from './currency.ts';
import { priceWords } from './delivery-words.ts';
import { part, setText } from './part.ts';
import { forgetAttempt, startCheckout } from './start-checkout.ts';

const page = part(document, 'bag-page', HTMLElement);
const form = part(page, 'filled', HTMLFormElement);
const pay = part(page, 'pay', HTMLButtonElement);
const country = part(page, 'country', HTMLSelectElement);
const giftWrap = part(page, 'gift-wrap', HTMLInputElement);
const giftMessage = part(page, 'gift-message', HTMLTextAreaElement);
const problemRegion = part(page, 'problem', HTMLElement);

/** Whether every line is known to be a piece or to be gone; undefined until the first answer. */
let isKnown: boolean | undefined;
let isLeaving = false;
let countdown: ReturnType<typeof setTimeout> | undefined;

listenToDelivery(page);
listenToGift();
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void goToPayment();
});
part(page, 'retry', HTMLButtonElement).addEventListener('click', () => void tryAgain());
addEventListener('online', () => void learn());
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  // Back from Stripe's page: whatever was true before leaving may not be now.
  setLeaving(false);
  forgetAttempt();
  void learn();
});
onBagChange((bag) => {
  const isNew = bag.lines.some((line) => itemOf(line.sku) === undefined);
  if (isNew) void learn();
  else draw();
});
onCurrencyChange(draw);
void learn();

/** The button goes when it has helped, so the focus goes to where the bag begins. */
async function tryAgain(): Promise<void> {
  await learn();
  if (isKnown) part(page, 'title', HTMLElement).focus();
}

/** Asks for what the page does not know and draws what it then knows. */
async function learn(): Promise<void> {
  const bag = readBag();
  const skus = bag.lines.map((line) => line.sku);
  if (skus.length === 0) draw();
  const [isReached] = await Promise.all([learnItems(skus), learnStock(skus), settleCheckout(bag.checkout)]);
  isKnown = isReached;
  draw();
}

/** A checkout that was begun from this bag may have been paid, or be over, without this page hearing of it. */
async function settleCheckout(link: string | undefined): Promise<void> {
  if (!link) return forgetHeld();
  const order = await learnCheckout(link);
  if (order === undefined) return;
  if (order === 'unknown') return void changeBag(withoutCheckout);
  switch (order.state) {
    case 'paid':
    case 'under-review':
      changeBag((now) => removeBought(now, order.lines));
      return tellOfOrder('order-paid', link);
    case 'processing':
      return tellOfOrder('order-processing', link);
    case 'expired':
    case 'failed':
    case 'cancelled':
      return void changeBag(withoutCheckout);
    case 'open':
      return;
  }
}

function tellOfOrder(words: 'order-paid' | 'order-processing', link: string): void {
  part(page, 'order-words', HTMLElement).hidden = false;
  part(page, words, HTMLElement).hidden = false;
  part(page, 'order-link', HTMLAnchorElement).href = paths.order(link);
}

function draw(): void {
  const bag = readBag();
  const isEmpty = bag.lines.length === 0;
  part(page, 'empty', HTMLElement).hidden = !isEmpty;
  part(page, 'unreachable', HTMLElement).hidden = isEmpty || isKnown !== false;
  form.hidden = isEmpty || !isKnown;
  if (form.hidden) return;
  const currency = readCurrency();
  const piecesMinor = piecesOf(bag);
  drawLines(page, bag, currency, announce);
  drawDelivery(page, bag, { currency, piecesMinor, madeToOrderWeeks: weeksToMake(bag) });
  drawGift(bag);
  drawSum(bag, piecesMinor);
  // The delivery of nothing has no price; Pay stays, and looks whether a piece has come back.
  form.toggleAttribute('data-nothing-to-buy', piecesMinor === 0);
}

function drawSum(bag: Bag, piecesMinor: number): void {
  const currency = readCurrency();
  const option = chosenDelivery(bag, currency, piecesMinor);
  const deliveryMinor = option ? deliveryPriceMinor(option, currency, piecesMinor) : 0;
  const total = formatMoney(piecesMinor + deliveryMinor, currency);
  setText(part(page, 'pieces-sum', HTMLElement), formatMoney(piecesMinor, currency));
  setText(
    part(page, 'delivery-sum', HTMLElement),
    option ? priceWords(deliveryMinor, currency) : say`Choose a country`,
  );
  setText(
    part(page, 'total-name', HTMLElement),
    option ? say`Total, tax included` : say`Before delivery, tax included`,
  );
  setText(part(page, 'total', HTMLElement), total);
  setText(part(page, 'held', HTMLElement), heldWords(countPieces(bag)));
  setText(part(page, 'pay-amount', HTMLElement), option ? total : '');
}

function heldWords(pieces: number): string {
  if (pieces === 2) return say`Both pieces are held for you for 30 minutes once you press.`;
  return plural(
    'The piece is held for you for 30 minutes once you press.',
    'All {1} pieces are held for you for 30 minutes once you press.',
    pieces,
  );
}

function drawGift(bag: Bag): void {
  giftWrap.checked = bag.giftWrap;
  part(page, 'gift-words', HTMLElement).hidden = !bag.giftWrap;
  // What is being typed is the newest there is.
  if (document.activeElement !== giftMessage) giftMessage.value = bag.giftMessage;
  setText(part(page, 'gift-left', HTMLElement), messageRoom());
}

function listenToGift(): void {
  giftWrap.addEventListener('change', () => void changeBag((now) => choose(now, { giftWrap: giftWrap.checked })));
  giftMessage.addEventListener('input', () => {
    changeBag((now) => choose(now, { giftMessage: fitGiftMessage(giftMessage.value) }));
    clearTimeout(countdown);
    // A screen reader hears it when the typing rests, not at every letter.
    countdown = setTimeout(() => setText(part(page, 'gift-left-said', HTMLElement), messageRoom()), 1000);
  });
}

function messageRoom(): string {
  const left = maxGiftMessageLength - giftMessage.value.length;
  return plural('{1} character left', '{1} characters left', left);
}

async function goToPayment(): Promise<void> {
  if (isLeaving) return;
  const bag = readBag();
  const option = chosenDelivery(bag, readCurrency(), piecesOf(bag));
  if (!bag.country || !option) return askForCountry();
  setLeaving(true);
  // A fault may be a moment old: someone else's hold ends, a piece comes back.
  if (atFault(bag) > 0) await learnStock(bag.lines.map((line) => line.sku));
  if (atFault(bag) > 0) return stay(say`Your bag needs a look first`, faultWords(atFault(bag)));

  const reply = await startCheckout({
    bag,
    currency: readCurrency(),
    country: bag.country,
    delivery: option.id,
    marketing: part(page, 'marketing', HTMLInputElement).checked,
  });
  switch (reply.state) {
    case 'answered':
      changeBag((now) => withCheckout(now, reply.answer.link));
      return location.assign(reply.answer.url);
    case 'refused':
      return refuse(reply.problem);
    case 'unreachable':
      return stay(
        say`We could not reach the shop`,
        say`Nothing was charged and your bag is kept. Please look at your connection and press again.`,
      );
  }
}

function refuse(problem: Problem): void {
  if (problem.code === 'already-paid' && problem.link) {
    location.assign(paths.order(problem.link));
    return;
  }
  if (problem.lines) learnLeft(problem.lines, problem.code === 'unknown-sku');
  stay(problem.title, problem.detail);
}

function askForCountry(): void {
  part(page, 'country-fault', HTMLElement).hidden = false;
  country.setAttribute('aria-invalid', 'true');
  country.focus();
  country.addEventListener('change', clearProblem, { once: true });
}

function stay(title: string, detail: string): void {
  setLeaving(false);
  draw();
  setText(part(page, 'problem-title', HTMLElement), title);
  setText(part(page, 'problem-detail', HTMLElement), detail);
  problemRegion.hidden = false;
  problemRegion.focus();
}

function clearProblem(): void {
  problemRegion.hidden = true;
  part(page, 'country-fault', HTMLElement).hidden = true;
  country.removeAttribute('aria-invalid');
}

/** Not `disabled`: that would take the focus from whoever pressed it. */
function setLeaving(leaving: boolean): void {
  isLeaving = leaving;
  // An earlier problem keeps its room: nothing may move under a finger that presses twice.
  problemRegion.toggleAttribute('data-past', leaving);
  pay.setAttribute('aria-disabled', String(leaving));
  part(page, 'pay-words', HTMLElement).hidden = leaving;
  const words = part(page, 'pay-leaving', HTMLElement);
  words.hidden = !leaving;
  // A region within a button does not speak.
  announce(leaving ? words.innerText : '');
}

function announce(words: string): void {
  setText(part(page, 'said', HTMLElement), words);
}

function atFault(bag: Bag): number {
  return bag.lines.filter((line) => faultOf(line.sku, line.quantity)).length;
}

function faultWords(lines: number): string {
  return plural(
    "One line can't be bought as it stands: it is marked. Nothing was charged and your bag is kept.",
    "{1} lines can't be bought as they stand: they are marked. Nothing was charged and your bag is kept.",
    lines,
  );
}

/** Minor units; what can't be bought costs nothing. */
function piecesOf(bag: Bag): number {
  const currency = readCurrency();
  return bag.lines.reduce((sum, { sku, quantity }) => {
    const item = itemOf(sku);
    return typeof item === 'object' && faultOf(sku, quantity) !== 'sold-out'
      ? sum + item.prices[currency] * quantity
      : sum;
  }, 0);
}

function weeksToMake(bag: Bag): number {
  return bag.lines.reduce((most, { sku }) => {
    const item = itemOf(sku);
    return Math.max(most, typeof item === 'object' ? (item.madeToOrderWeeks ?? 0) : 0);
  }, 0);
}
