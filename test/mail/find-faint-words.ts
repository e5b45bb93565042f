import type { Page } from 'playwright-core';

/**
 * The words of a page that stand out too little from what is behind them: WCAG 2.2, 1.4.3, with 4.5 to 1, and 3 to 1
 * where they are large. For pages whose grounds are plain colours; one that isn't plain is answered too.
 */
export function findFaintWords(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(${inPage})()`);
}

const inPage = `() => {
  const parse = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\\d.]+/g).map(Number);
    return { channels: [red, green, blue], alpha };
  };
  const luminanceOf = (channels) => {
    const [red, green, blue] = channels.map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  // The line under a link is drawn as a background of its height.
  const isLine = ({ backgroundSize }) => / [12]px$/.test(backgroundSize);
  const groundOf = (element) => {
    for (let behind = element; behind; behind = behind.parentElement) {
      const style = getComputedStyle(behind);
      if (style.backgroundImage !== 'none' && !isLine(style)) return undefined;
      const { channels, alpha } = parse(style.backgroundColor);
      if (alpha === 1) return channels;
      if (alpha > 0) return undefined;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.data.trim();
    const element = walker.currentNode.parentElement;
    if (!words || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const ground = groundOf(element);
    const { channels, alpha } = parse(style.color);
    if (!ground || alpha < 1) { found.push('not on a plain ground: ' + words); continue; }
    const [darker, lighter] = [luminanceOf(channels), luminanceOf(ground)].sort((some, other) => some - other);
    const contrast = (lighter + 0.05) / (darker + 0.05);
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast < (isLarge ? 3 : 4.5)) found.push(contrast.toFixed(2) + ' to 1: ' + words);
  }
  return found;
}`;
