/** In characters as a person counts them, for the forms and for the Worker. Any character counts, and none is demanded. */
export const minPasswordLength = 12;
export const maxPasswordLength = 256;
