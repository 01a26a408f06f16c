declare const brand: unique symbol;

/** A base type with a name: two brands of one base do not mix. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
