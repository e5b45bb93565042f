/**
 * How wide the photograph stands that a page opens with, for the browser to choose a file. A tenth less than the truth
 * on a phone: one of two dots to the pixel takes the file that is half as large, and nobody sees the difference.
 */
export const openingSizes = '(max-width: 60rem) 90vw, 58vw';
