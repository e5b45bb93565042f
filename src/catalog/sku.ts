/** Capital letters, digits and single hyphens: AUR-YG-52. */
export const skuPattern = /^[A-Z0-9]+(?:-[A-Z0-9]+)*$/;

export const longestSku = 32;
