/** The address of a worker as Vite builds it: a module file of its own. */
declare module "*?worker&url" {
  const address: string;
  export default address;
}
